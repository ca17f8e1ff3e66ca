with people as (
  select * from int_customer_purchase
),

bounds as (
  select * from rpt_rfm_bound where as_of_date = :as_of
),

measures as (
  select person_id, 'recency_days' as measure, cast(recency_days as decimal(18, 3)) as value from people
  union all
  select person_id, 'frequency' as measure, cast(order_days_in_window as decimal(18, 3)) as value from people
  union all
  select person_id, 'monetary' as measure, cast(revenue_in_window as decimal(18, 3)) as value from people
),

groups as (
  select
    measure.person_id,
    measure.measure,
    case
      when measure.value = bound.minimum or measure.value < bound.bound_20 then 1
      when measure.value < bound.bound_40 then 2
      when measure.value < bound.bound_60 then 3
      when measure.value < bound.bound_80 then 4
      else 5
    end as fifth
  from measures as measure
  join bounds as bound on bound.measure = measure.measure
),

scores as (
  select
    person_id,
    max(6 - fifth) filter (where measure = 'recency_days') as recency_score,
    max(fifth) filter (where measure = 'frequency') as frequency_score,
    max(fifth) filter (where measure = 'monetary') as monetary_score
  from groups
  group by person_id
),

fitting_rules as (
  select
    score.person_id,
    rule.segment,
    row_number() over (partition by score.person_id order by rule.position) as rank
  from scores as score
  join setting_segments as rule
    on
      score.recency_score between rule.recency_low and rule.recency_high
      and score.frequency_score between rule.frequency_low and rule.frequency_high
      and score.monetary_score between rule.monetary_low and rule.monetary_high
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
  coalesce(rule.segment, 'Others') as segment,
  case
    when revenue.revenue_in_window <= 0 then 'C'
    when revenue.revenue_so_far - revenue.revenue_of_equals < revenue.revenue_of_all * :value_tier_a_share then 'A'
    when revenue.revenue_so_far - revenue.revenue_of_equals < revenue.revenue_of_all * :value_tier_b_share then 'B'
    else 'C'
  end as value_tier
from scores as score
join revenues as revenue on revenue.person_id = score.person_id
left join fitting_rules as rule on rule.person_id = score.person_id and rule.rank = 1
