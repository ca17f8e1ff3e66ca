-- A film is fetched from the store and brought back to it: two visits. Who took a film back is not
-- written down.
with rentals as (
  select * from rentals__rental
),

visits as (
  select
    concat('rental ', cast(rental_id as varchar)) as interaction_id,
    customer_id,
    'rental' as topic,
    staff_id as employee_id,
    rental_date as started_at
  from rentals
  union all
  select
    concat('return ', cast(rental_id as varchar)) as interaction_id,
    customer_id,
    'return' as topic,
    null as employee_id,
    return_date as started_at
  from rentals
  where return_date is not null
)

select
  interaction_id,
  cast(customer_id as varchar) as customer_id,
  'visit' as channel,
  'inbound' as direction,
  topic,
  cast(employee_id as varchar) as employee_id,
  started_at
from visits
