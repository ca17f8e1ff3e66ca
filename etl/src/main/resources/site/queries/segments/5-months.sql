select month_end_date, to_segment as segment, sum(customers) as customers, sum(revenue) as revenue
from rpt_segment_movement, clientele_publication
where as_of_date = as_of
group by month_end_date, to_segment
order by month_end_date, to_segment
