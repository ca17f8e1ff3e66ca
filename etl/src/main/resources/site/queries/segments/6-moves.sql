select month_end_date, from_segment, to_segment, customers, from_share, previous_revenue, revenue
from rpt_segment_movement, clientele_publication
where as_of_date = as_of and from_segment <> to_segment
order by month_end_date desc, customers desc, from_segment, to_segment
limit 2000
