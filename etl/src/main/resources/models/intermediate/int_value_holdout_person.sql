with purchase_days as (
  select * from int_customer_purchase_day
),

numbers as (
  select 1 as cut_no
  union all
  select 2 as cut_no
  union all
  select 3 as cut_no
),

cuts as (
  select
    cut_no,
    add_days(:as_of, -cut_no * cast(:value_holdout_days as integer)) as cut_date,
    add_days(:as_of, -(cut_no + 1) * cast(:value_holdout_days as integer)) as before_date,
    add_days(:as_of, (1 - cut_no) * cast(:value_holdout_days as integer)) as end_date
  from numbers
  where cut_no <= :value_backtest_cuts
),

placed as (
  select
    person_id,
    order_date,
    sales_amount,
    min(order_date) over (partition by person_id) as first_order_date,
    days_between(lag(order_date) over (partition by person_id order by order_date), order_date) as interval_days
  from purchase_days
  where is_order_day
)

select
  cuts.cut_no,
  placed.person_id,
  cast(count(*) filter (where placed.order_date <= cuts.cut_date) - 1 as integer) as repeats,
  days_between(
    placed.first_order_date, max(placed.order_date) filter (where placed.order_date <= cuts.cut_date)
  ) as last_at_days,
  days_between(placed.first_order_date, cuts.cut_date) as age_days,
  cast(
    coalesce(
      sum(cast(round(ln(placed.interval_days) * 1000000) as bigint)) filter (where placed.order_date <= cuts.cut_date),
      0
    ) as bigint
  ) as log_interval_millionths,
  cast(
    count(*) filter (where placed.order_date <= cuts.cut_date and placed.order_date > cuts.before_date) as integer
  ) as orders_before_cut,
  cast(count(*) filter (where placed.order_date > cuts.cut_date) as integer) as orders_held_out,
  cast(count(*) filter (where placed.order_date <= cuts.cut_date and placed.sales_amount > 0) as integer) as paid_days,
  coalesce(
    sum(placed.sales_amount) filter (where placed.order_date <= cuts.cut_date and placed.sales_amount > 0), 0
  ) as paid_amount,
  cast(
    count(*) filter (
      where
      placed.order_date <= cuts.cut_date and placed.sales_amount > 0 and placed.order_date > placed.first_order_date
    ) as integer
  ) as repeat_paid_days,
  coalesce(
    sum(placed.sales_amount) filter (
      where
      placed.order_date <= cuts.cut_date and placed.sales_amount > 0 and placed.order_date > placed.first_order_date
    ),
    0
  ) as repeat_paid_amount,
  coalesce(
    sum(placed.sales_amount) filter (
      where placed.order_date <= cuts.cut_date and placed.order_date > cuts.before_date
    ),
    0
  ) as amount_before_cut,
  coalesce(sum(placed.sales_amount) filter (where placed.order_date > cuts.cut_date), 0) as amount_held_out
from placed
join cuts on placed.first_order_date <= cuts.cut_date and placed.order_date <= cuts.end_date
group by cuts.cut_no, cuts.cut_date, placed.person_id, placed.first_order_date
