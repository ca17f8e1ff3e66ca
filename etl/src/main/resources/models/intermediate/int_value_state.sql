with people as (
  select * from int_customer_purchase
),

states as (
  select
    repeats,
    last_at_days,
    age_days,
    count(*) as customers
  from people
  group by repeats, last_at_days, age_days
)

select * from states
