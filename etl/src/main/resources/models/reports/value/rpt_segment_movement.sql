with history as (
  select * from rpt_customer_value
),

previous_date as (
  select max(as_of_date) as as_of_date from history where as_of_date < :as_of
),

people_then as (
  select history.*
  from history
  join previous_date on previous_date.as_of_date = history.as_of_date
),

people_now as (
  select * from history where as_of_date = :as_of
),

moves as (
  select
    coalesce(people_then.segment, '(entered)') as from_segment,
    coalesce(people_now.segment, '(left)') as to_segment,
    people_then.monetary as previous_revenue,
    people_now.monetary as revenue,
    people_now.expected_revenue_365_days
  from people_then
  full outer join people_now on people_now.person_id = people_then.person_id
),

flows as (
  select
    from_segment,
    to_segment,
    count(*) as customers,
    coalesce(sum(previous_revenue), 0) as previous_revenue,
    coalesce(sum(revenue), 0) as revenue,
    sum(cast(round(expected_revenue_365_days * 100) as bigint)) as expected_cents
  from moves
  group by from_segment, to_segment
)

select
  :as_of as as_of_date,
  previous_date.as_of_date as previous_as_of_date,
  flows.from_segment,
  flows.to_segment,
  flows.customers,
  cast(flows.customers as double)
  / cast(sum(flows.customers) over (partition by flows.from_segment) as double) as from_share,
  flows.previous_revenue,
  flows.revenue,
  cast(flows.expected_cents as decimal(18, 0)) * 0.01 as expected_revenue_365_days
from flows
cross join previous_date
where previous_date.as_of_date is not null
