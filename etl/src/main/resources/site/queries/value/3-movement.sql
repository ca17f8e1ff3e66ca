select
  month_end_date, previous_date, from_segment, to_segment, customers, from_share, previous_revenue, revenue,
  expected_revenue_365_days
from rpt_segment_movement, clientele_publication
where as_of_date = as_of and month_end_date = as_of
order by customers desc, from_segment, to_segment
