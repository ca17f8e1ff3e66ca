with sold as (
  select
    date_trunc('week', order_date)::date as week_start_date,
    sum(line_amount) as revenue,
    count(distinct order_key) filter (where not is_return) as orders,
    count(distinct person_id) as customers
  from fact_order_line, clientele_publication
  where order_date >= date_trunc('week', as_of - 357) and order_date < date_trunc('week', as_of + 1)
  group by all
),
foretold as (
  select
    week_start_date,
    max(expected) filter (where metric = 'revenue') as expected_revenue,
    max(low) filter (where metric = 'revenue') as revenue_low,
    max(high) filter (where metric = 'revenue') as revenue_high,
    max(expected) filter (where metric = 'orders') as expected_orders,
    max(low) filter (where metric = 'orders') as orders_low,
    max(high) filter (where metric = 'orders') as orders_high
  from rpt_week_forecast, clientele_publication
  where as_of_date = as_of
  group by all
)
select *
from sold
full join foretold using (week_start_date)
order by week_start_date
