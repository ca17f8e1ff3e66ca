with purchase_days as (
  select * from int_customer_purchase_day
),

cut as (
  select
    add_days(:as_of, -cast(:value_holdout_days as integer)) as cut_date,
    add_days(:as_of, -2 * cast(:value_holdout_days as integer)) as window_start_date
),

placed as (
  select
    person_id,
    order_date,
    days_between(lag(order_date) over (partition by person_id order by order_date), order_date) as interval_days
  from purchase_days
  where is_order_day
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
    count(*) filter (where purchase_day.order_date > cut.cut_date) as orders_held_out,
    coalesce(
      sum(cast(round(ln(purchase_day.interval_days) * 1000000) as bigint))
        filter (where purchase_day.order_date <= cut.cut_date),
      0
    ) as log_interval_millionths
  from placed as purchase_day
  cross join cut
  group by purchase_day.person_id, cut.cut_date
),

histories as (
  select
    order_days - 1 as repeats,
    days_between(first_order_date, last_order_date) as last_at_days,
    days_between(first_order_date, cut_date) as age_days,
    orders_before_cut,
    orders_held_out,
    log_interval_millionths
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
    count(*) as customers,
    cast(sum(log_interval_millionths) as bigint) as log_interval_millionths
  from histories
  group by repeats, last_at_days, age_days, orders_before_cut, orders_held_out
)

select * from states
