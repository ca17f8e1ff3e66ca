with people as (
  select * from rpt_customer_value where as_of_date = :as_of
),

segments as (
  select segment, cast(position as integer) as position from setting_segments
  union all
  select 'Others' as segment, cast(max(position) + 1 as integer) as position from setting_segments
),

totals as (
  select count(*) as customers, sum(monetary) as revenue from people
),

-- Expectations are summed as whole millionths and cents: a parallel sum of doubles is not the same
-- from run to run.
members as (
  select
    segment,
    count(*) as customers,
    sum(monetary) as revenue,
    sum(revenue_last_365_days) as revenue_last_365_days,
    sum(recency_days) as recency_days,
    sum(frequency) as order_days,
    count(expected_revenue_365_days) as customers_with_forecast,
    sum(cast(round(expected_orders_365_days * 1000000) as bigint)) as expected_millionths,
    sum(cast(round(expected_revenue_365_days * 100) as bigint)) as expected_cents,
    sum(monetary_margin) as margin,
    count(expected_margin_365_days) as customers_with_margin,
    sum(cast(round(expected_margin_365_days * 100) as bigint)) as expected_margin_cents
  from people
  group by segment
)

select
  :as_of as as_of_date,
  segments.segment,
  segments.position,
  coalesce(members.customers, 0) as customers,
  cast(coalesce(members.customers, 0) as double) / nullif(cast(totals.customers as double), 0) as customer_share,
  coalesce(members.revenue, 0) as revenue,
  cast(coalesce(members.revenue, 0) as double) / nullif(cast(totals.revenue as double), 0) as revenue_share,
  coalesce(members.revenue_last_365_days, 0) as revenue_last_365_days,
  cast(members.recency_days as double) / cast(members.customers as double) as mean_recency_days,
  cast(members.order_days as double) / cast(members.customers as double) as mean_frequency,
  cast(members.revenue as double) / cast(members.customers as double) as mean_monetary,
  coalesce(members.customers_with_forecast, 0) as customers_with_forecast,
  cast(members.expected_millionths as double) / 1000000 as expected_orders_365_days,
  cast(members.expected_cents as decimal(18, 0)) * 0.01 as expected_revenue_365_days,
  coalesce(members.customers_with_margin, 0) as customers_with_margin,
  members.margin,
  cast(members.expected_margin_cents as decimal(18, 0)) * 0.01 as expected_margin_365_days
from segments
cross join totals
left join members on members.segment = segments.segment
