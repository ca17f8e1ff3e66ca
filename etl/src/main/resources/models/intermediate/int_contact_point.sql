with accounts as (
  select
    source,
    customer_id,
    normal_name(given_name) as given_name,
    normal_name(case when kind = 'company' then coalesce(family_name, company_name) else family_name end)
      as family_name,
    nullif(upper(replace(replace(loyalty_card, ' ', ''), '-', '')), '') as card,
    normal_email(email) as email,
    normal_phone(phone) as phone,
    nullif(trim(external_id), '') as external_id
  from stg_customer
),

points as (
  select source, customer_id, 'card' as kind, card as value, given_name, family_name
  from accounts
  where card is not null
  union all
  select source, customer_id, 'email' as kind, email as value, given_name, family_name
  from accounts
  where email is not null
  union all
  select source, customer_id, 'phone' as kind, phone as value, given_name, family_name
  from accounts
  where phone is not null
  union all
  select source, customer_id, 'external_id' as kind, external_id as value, given_name, family_name
  from accounts
  where external_id is not null
),

fan_out as (
  select
    kind,
    value,
    count(*) as records_sharing,
    count(distinct coalesce(substr(given_name, 1, 1), '') || '|' || family_name) as names_sharing
  from points
  group by kind, value
)

select
  point.source,
  point.customer_id,
  point.kind,
  point.value,
  point.given_name,
  point.family_name,
  fan_out.records_sharing,
  fan_out.names_sharing,
  (
    fan_out.names_sharing > :identity_max_names_per_contact_point
    or fan_out.records_sharing > :identity_max_accounts_per_contact_point
  ) as is_shared
from points as point
join fan_out on fan_out.kind = point.kind and fan_out.value = point.value
