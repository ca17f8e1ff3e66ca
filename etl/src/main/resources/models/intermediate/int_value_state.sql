with people as (
  select * from int_customer_purchase
),

states as (
  select
    repeats,
    last_at_days,
    age_days,
    repeat_paid_days,
    count(*) as customers,
    cast(sum(log_interval_millionths) as bigint) as log_interval_millionths
  from people
  group by repeats, last_at_days, age_days, repeat_paid_days
)

select * from states
