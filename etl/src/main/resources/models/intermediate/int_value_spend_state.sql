with people as (
  select * from int_customer_purchase
),

states as (
  select
    repeat_paid_days,
    repeat_paid_amount,
    count(*) as customers
  from people
  where repeat_paid_days > 0
  group by repeat_paid_days, repeat_paid_amount
)

select * from states
