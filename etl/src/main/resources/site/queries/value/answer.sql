with now as (
  select s.* from rpt_segment_summary s, clientele_publication where as_of_date = as_of
),
best as (
  select * from now where customers > 0 order by revenue desc, segment limit 1
),
gone as (
  select
    max(previous_date) as previous_date,
    coalesce(sum(customers) filter (where from_segment <> to_segment), 0) as people,
    coalesce(sum(expected_revenue_365_days) filter (where from_segment <> to_segment), 0) as expected_revenue
  from rpt_segment_movement, clientele_publication
  where as_of_date = as_of and month_end_date = as_of and from_segment = (select segment from best)
)
select
  best.segment,
  best.customer_share,
  best.revenue_share,
  best.revenue,
  (select sum(expected_revenue_365_days) from now) as expected_revenue,
  gone.people as left_people,
  gone.previous_date,
  gone.expected_revenue as left_revenue
from best
cross join gone
