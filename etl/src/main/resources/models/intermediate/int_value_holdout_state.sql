with people as (
  select * from int_value_holdout_person
),

states as (
  select
    cut_no,
    repeats,
    last_at_days,
    age_days,
    orders_before_cut,
    orders_held_out,
    count(*) as customers,
    cast(sum(log_interval_millionths) as bigint) as log_interval_millionths
  from people
  group by cut_no, repeats, last_at_days, age_days, orders_before_cut, orders_held_out
)

select * from states
