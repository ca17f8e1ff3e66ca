with named as (
  select source, customer_id, ordered_at as named_at from stg_order_line
  union all
  select source, customer_id, started_at as named_at from stg_interaction
  union all
  select source, customer_id, assigned_at as named_at from stg_campaign_member
  union all
  select source, customer_id, responded_at as named_at from stg_campaign_response
),

first_named as (
  select
    source,
    customer_id,
    min(named_at) as first_named_at
  from named
  where customer_id is not null
  group by source, customer_id
)

select
  source,
  customer_id,
  first_named_at
from first_named
