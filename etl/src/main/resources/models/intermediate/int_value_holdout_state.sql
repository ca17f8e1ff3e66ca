with purchase_days as (
  select * from int_customer_purchase_day
),

cut as (
  select
    add_days(:as_of, -cast(:value_holdout_days as integer)) as cut_date,
    add_days(:as_of, -2 * cast(:value_holdout_days as integer)) as window_start_date
),

people as (
  select
    purchase_day.person_id,
    cut.cut_date,
    min(purchase_day.order_date) as first_order_date,
    max(purchase_day.order_date) filter (where purchase_day.order_date <= cut.cut_date) as last_order_date,
    count(*) filter (where purchase_day.order_date <= cut.cut_date) as order_days,
    count(*) filter (
      where purchase_day.order_date <= cut.cut_date and purchase_day.order_date > cut.window_start_date
    ) as orders_before_cut,
    count(*) filter (where purchase_day.order_date > cut.cut_date) as orders_held_out
  from purchase_days as purchase_day
  cross join cut
  where purchase_day.is_order_day
  group by purchase_day.person_id, cut.cut_date
),

histories as (
  select
    order_days - 1 as repeats,
    days_between(first_order_date, last_order_date) as last_at_days,
    days_between(first_order_date, cut_date) as age_days,
    orders_before_cut,
    orders_held_out
  from people
  where first_order_date <= cut_date
),

states as (
  select
    repeats,
    last_at_days,
    age_days,
    orders_before_cut,
    orders_held_out,
    count(*) as customers
  from histories
  group by repeats, last_at_days, age_days, orders_before_cut, orders_held_out
)

select * from states
