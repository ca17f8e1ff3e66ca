select
  segment, customers, customer_share, revenue, revenue_share, mean_recency_days, mean_frequency,
  mean_monetary, expected_orders_365_days, expected_revenue_365_days,
  expected_margin_365_days, customers_with_margin / nullif(customers_with_forecast, 0) as margin_known_share
from rpt_segment_summary, clientele_publication
where as_of_date = as_of
order by position
