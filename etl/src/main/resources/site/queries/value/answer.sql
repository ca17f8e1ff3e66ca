with now as (
  select s.* from rpt_segment_summary s, clientele_publication where as_of_date = as_of
)
select
  segment,
  customer_share,
  revenue_share,
  revenue,
  (select sum(expected_revenue_365_days) from now) as expected_revenue
from now
where customers > 0
order by revenue desc, segment
limit 1
