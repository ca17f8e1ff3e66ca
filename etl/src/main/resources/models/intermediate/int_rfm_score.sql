with people as (
  select * from int_customer_purchase
),

points as (
  select * from int_segment_point
),

scores as (
  select * from points where point_date = :as_of
),

scores_before as (
  select * from points where point_date = (select max(point_date) from points where point_date < :as_of)
),

revenues as (
  select
    person_id,
    revenue_in_window,
    sum(greatest(revenue_in_window, 0)) over (order by revenue_in_window desc) as revenue_so_far,
    sum(greatest(revenue_in_window, 0)) over (partition by revenue_in_window) as revenue_of_equals,
    sum(greatest(revenue_in_window, 0)) over () as revenue_of_all
  from people
)

select
  score.person_id,
  score.recency_score,
  score.frequency_score,
  score.monetary_score,
  score.segment,
  before.segment as previous_segment,
  case
    when revenue.revenue_in_window <= 0 then 'C'
    when revenue.revenue_so_far - revenue.revenue_of_equals < revenue.revenue_of_all * :value_tier_a_share then 'A'
    when revenue.revenue_so_far - revenue.revenue_of_equals < revenue.revenue_of_all * :value_tier_b_share then 'B'
    else 'C'
  end as value_tier
from scores as score
join revenues as revenue on revenue.person_id = score.person_id
left join scores_before as before on before.person_id = score.person_id
