with contacts as (
  select
    *,
    business_date(started_at) as interaction_date
  from fact_interaction__driver
),

joined as (
  select
    contact.*,
    identity.person_id,
    coalesce(customer.customer_key, 0) as customer_key,
    case when contact.employee_id is null then -1 else coalesce(employee.employee_key, 0) end as employee_key,
    coalesce(spelling.channel, '(unknown)') as dimension_channel,
    coalesce(channel.channel_key, 0) as channel_key,
    case when contact.campaign_id is null then -1 else coalesce(campaign.campaign_key, 0) end as campaign_key
  from contacts as contact
  left join bridge_customer_identity as identity
    on identity.source = contact.source and identity.customer_id = contact.customer_id
  left join dim_customer as customer
    on
      customer.person_id = identity.person_id
      and contact.started_at >= customer.valid_from
      and contact.started_at < customer.valid_to
  left join dim_employee as employee
    on
      employee.employee_id = contact.source || ':' || contact.employee_id
      and contact.started_at >= employee.valid_from
      and contact.started_at < employee.valid_to
  left join int_channel as spelling on spelling.channel_name = lower(trim(contact.channel))
  left join dim_channel as channel on channel.channel = spelling.channel
  left join dim_campaign as campaign on campaign.campaign_id = contact.source || ':' || contact.campaign_id
)

select
  hash_key(source || ':' || interaction_id) as interaction_key,
  source,
  interaction_id,
  customer_id as source_customer_id,
  person_id,
  customer_key,
  source || ':' || employee_id as employee_id,
  employee_key,
  dimension_channel as channel,
  channel_key,
  source || ':' || campaign_id as campaign_id,
  campaign_key,
  direction,
  topic,
  outcome,
  started_at,
  interaction_date,
  year_of(interaction_date) * 10000 + month_of(interaction_date) * 100 + day_of(interaction_date)
    as interaction_date_key,
  duration_seconds,
  :run_id as run_id
from joined
