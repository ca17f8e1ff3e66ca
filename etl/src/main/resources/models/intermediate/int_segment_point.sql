with purchase_days as (
  select * from int_customer_purchase_day
),

bounds as (
  select
    measure,
    bound_20,
    bound_40,
    bound_60,
    bound_80,
    -- Of quintiles the least value is in the lowest group, however many people have it; who has no
    -- order left in the window does not part those with one from it.
    case
      when is_fixed then null
      when measure = 'frequency' then greatest(minimum, 1)
      else minimum
    end as lowest
  from rpt_rfm_bound
  where as_of_date = :as_of
),

points as (
  select add_days(day, -1) as point_date
  from date_series
  where
    day = month_start(day)
    and day <= :as_of
    and day > add_months(month_start(:as_of), -cast(:value_movement_months as integer))
  union all
  select :as_of as point_date
),

measures as (
  select
    purchase_day.person_id,
    points.point_date,
    days_between(
      max(purchase_day.order_date) filter (where purchase_day.is_order_day), points.point_date
    ) as recency_days,
    count(*) filter (
      where
        purchase_day.is_order_day
        and purchase_day.order_date > add_days(points.point_date, -cast(:value_window_days as integer))
    ) as frequency,
    coalesce(
      sum(purchase_day.net_amount) filter (
        where purchase_day.order_date > add_days(points.point_date, -cast(:value_window_days as integer))
      ),
      0
    ) as monetary
  from points
  join purchase_days as purchase_day on purchase_day.order_date <= points.point_date
  group by purchase_day.person_id, points.point_date
),

scores as (
  select
    measure.person_id,
    measure.point_date,
    measure.monetary,
    case
      when measure.recency_days <= recency.lowest or measure.recency_days < recency.bound_20 then 5
      when measure.recency_days < recency.bound_40 then 4
      when measure.recency_days < recency.bound_60 then 3
      when measure.recency_days < recency.bound_80 then 2
      else 1
    end as recency_score,
    case
      when measure.frequency <= frequency.lowest or measure.frequency < frequency.bound_20 then 1
      when measure.frequency < frequency.bound_40 then 2
      when measure.frequency < frequency.bound_60 then 3
      when measure.frequency < frequency.bound_80 then 4
      else 5
    end as frequency_score,
    case
      when measure.monetary <= monetary.lowest or measure.monetary < monetary.bound_20 then 1
      when measure.monetary < monetary.bound_40 then 2
      when measure.monetary < monetary.bound_60 then 3
      when measure.monetary < monetary.bound_80 then 4
      else 5
    end as monetary_score
  from measures as measure
  join bounds as recency on recency.measure = 'recency_days'
  join bounds as frequency on frequency.measure = 'frequency'
  join bounds as monetary on monetary.measure = 'monetary'
  where measure.recency_days is not null
),

triples as (
  select distinct recency_score, frequency_score, monetary_score from scores
),

first_rules as (
  select
    triple.recency_score,
    triple.frequency_score,
    triple.monetary_score,
    min_by(rule.segment, rule.position) as segment
  from triples as triple
  join setting_segments as rule
    on
      triple.recency_score between rule.recency_low and rule.recency_high
      and triple.frequency_score between rule.frequency_low and rule.frequency_high
      and triple.monetary_score between rule.monetary_low and rule.monetary_high
  group by triple.recency_score, triple.frequency_score, triple.monetary_score
)

select
  score.person_id,
  score.point_date,
  score.recency_score,
  score.frequency_score,
  score.monetary_score,
  score.monetary,
  coalesce(rule.segment, 'Others') as segment
from scores as score
left join first_rules as rule
  on
    rule.recency_score = score.recency_score
    and rule.frequency_score = score.frequency_score
    and rule.monetary_score = score.monetary_score
