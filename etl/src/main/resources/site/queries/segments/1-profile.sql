with people as (
  select v.* from rpt_customer_value v, clientele_publication where as_of_date = as_of
),
profiles as (
  select coalesce(segment, '(all)') as segment, count(*) as customers,
    avg(recency_days) as mean_recency_days, avg(frequency) as mean_frequency,
    avg(monetary) as mean_monetary, avg(expected_orders_365_days) as expected_orders,
    avg(lifetime_value) as mean_lifetime_amount,
    avg(lifetime_margin) as mean_lifetime_margin,
    avg(probability_no_order_90_days) as mean_probability_no_order_90_days,
    avg(case when value_tier = 'A' then 1.0 else 0.0 end) as tier_a_share
  from people
  group by rollup (segment)
  having count(*) > 0
)
select profiles.*
from profiles
left join rpt_segment_summary s on s.segment = profiles.segment
  and s.as_of_date = (select as_of from clientele_publication)
order by coalesce(s.position, 1000)
