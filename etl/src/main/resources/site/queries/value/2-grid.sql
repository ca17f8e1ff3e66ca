select
  recency_score, frequency_score, count(*) as customers, median(cast(monetary as double)) as median_revenue
from rpt_customer_value, clientele_publication
where as_of_date = as_of and recency_score is not null and frequency_score is not null
group by all
order by recency_score, frequency_score
