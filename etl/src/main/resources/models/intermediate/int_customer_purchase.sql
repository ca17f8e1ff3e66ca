with purchase_days as (
  select * from int_customer_purchase_day
),

placed as (
  select
    *,
    order_date > add_days(:as_of, -cast(:value_window_days as integer)) as is_in_window,
    order_date > add_days(:as_of, -365) as is_in_last_year,
    is_order_day and sales_amount > 0 as is_paid_day,
    min(case when is_order_day then order_date end) over (partition by person_id) as first_order_date,
    case
      when is_order_day
        then days_between(
          max(case when is_order_day then order_date end) over (
            partition by person_id order by order_date rows between unbounded preceding and 1 preceding
          ),
          order_date
        )
    end as interval_days
  from purchase_days
),

people as (
  select
    person_id,
    first_order_date,
    max(order_date) filter (where is_order_day) as last_order_date,
    count(*) filter (where is_order_day) as order_days,
    cast(coalesce(sum(cast(round(ln(interval_days) * 1000000) as bigint)), 0) as bigint) as log_interval_millionths,
    sum(net_amount) as revenue,
    sum(margin_amount) as margin,
    sum(costed_amount) as costed_revenue,
    cast(sum(costed_lines) as double) / cast(sum(lines) as double) as cost_known_share,
    count(*) filter (where is_order_day and is_in_window) as order_days_in_window,
    coalesce(sum(net_amount) filter (where is_in_window), 0) as revenue_in_window,
    sum(margin_amount) filter (where is_in_window) as margin_in_window,
    coalesce(sum(net_amount) filter (where is_in_last_year), 0) as revenue_last_365_days,
    count(*) filter (where is_paid_day) as paid_days,
    coalesce(sum(sales_amount) filter (where is_paid_day), 0) as paid_amount,
    count(*) filter (where is_paid_day and order_date > first_order_date) as repeat_paid_days,
    coalesce(sum(sales_amount) filter (where is_paid_day and order_date > first_order_date), 0)
      as repeat_paid_amount
  from placed
  where first_order_date is not null
  group by person_id, first_order_date
)

select
  person_id,
  first_order_date,
  last_order_date,
  order_days,
  order_days - 1 as repeats,
  days_between(first_order_date, last_order_date) as last_at_days,
  days_between(first_order_date, :as_of) as age_days,
  days_between(last_order_date, :as_of) as recency_days,
  log_interval_millionths,
  revenue,
  margin,
  costed_revenue,
  cost_known_share,
  order_days_in_window,
  revenue_in_window,
  margin_in_window,
  revenue_last_365_days,
  paid_days,
  paid_amount,
  repeat_paid_days,
  repeat_paid_amount
from people
