with history as (
  select * from int_segment_point
),

values_now as (
  select person_id, expected_revenue_365_days from rpt_customer_value where as_of_date = :as_of
),

points as (
  select point_date, lag(point_date) over (order by point_date) as previous_date
  from (select distinct point_date from history) as dates
),

steps as (
  select
    point_date,
    person_id,
    segment,
    monetary,
    lag(segment) over (partition by person_id order by point_date) as previous_segment,
    lag(monetary) over (partition by person_id order by point_date) as previous_monetary
  from history
),

-- Who once ordered is at every later point, so nobody leaves.
flows as (
  select
    step.point_date,
    points.previous_date,
    coalesce(step.previous_segment, '(entered)') as from_segment,
    step.segment as to_segment,
    count(*) as customers,
    coalesce(sum(step.previous_monetary), 0) as previous_revenue,
    sum(step.monetary) as revenue,
    sum(cast(round(value.expected_revenue_365_days * 100) as bigint)) as expected_cents
  from steps as step
  join points on points.point_date = step.point_date
  left join values_now as value on value.person_id = step.person_id and step.point_date = :as_of
  where points.previous_date is not null
  group by step.point_date, points.previous_date, coalesce(step.previous_segment, '(entered)'), step.segment
)

select
  :as_of as as_of_date,
  point_date as month_end_date,
  previous_date,
  from_segment,
  to_segment,
  customers,
  cast(customers as double)
  / cast(sum(customers) over (partition by point_date, from_segment) as double) as from_share,
  previous_revenue,
  revenue,
  cast(expected_cents as decimal(18, 0)) * 0.01 as expected_revenue_365_days
from flows
