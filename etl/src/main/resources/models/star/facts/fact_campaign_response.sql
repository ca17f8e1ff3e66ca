with responses as (
  select
    response.*,
    response.source || ':' || response.campaign_id as qualified_campaign_id,
    identity.person_id,
    business_date(response.responded_at) as response_date
  from fact_campaign_response__driver as response
  join bridge_customer_identity as identity
    on identity.source = response.source and identity.customer_id = response.customer_id
)

select
  hash_key(response.source || ':' || response.response_id) as campaign_response_key,
  response.source,
  response.response_id,
  response.qualified_campaign_id as campaign_id,
  coalesce(campaign.campaign_key, 0) as campaign_key,
  response.customer_id as source_customer_id,
  response.person_id,
  coalesce(customer.customer_key, 0) as customer_key,
  member.campaign_member_key,
  response.kind,
  response.responded_at,
  response.response_date,
  year_of(response.response_date) * 10000 + month_of(response.response_date) * 100 + day_of(response.response_date)
    as response_date_key,
  :run_id as run_id
from responses as response
left join dim_campaign as campaign on campaign.campaign_id = response.qualified_campaign_id
left join dim_customer as customer
  on
    customer.person_id = response.person_id
    and response.responded_at >= customer.valid_from
    and response.responded_at < customer.valid_to
left join fact_campaign_member as member
  on
    member.campaign_id = response.qualified_campaign_id
    and member.person_id = response.person_id
    and member.is_first_of_person
