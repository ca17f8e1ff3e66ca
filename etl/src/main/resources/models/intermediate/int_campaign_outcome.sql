with visited as (
  select distinct campaign_id
  from int_campaign_person
  where visited_at is not null
),

outcomes as (
  select
    person.campaign_id,
    person.arm,
    'visit' as metric,
    cast(case when person.visited_at is not null then 1 else 0 end as decimal(18, 2)) as outcome
  from int_campaign_person as person
  join visited on visited.campaign_id = person.campaign_id
  union all
  select
    campaign_id,
    arm,
    'conversion' as metric,
    cast(case when orders > 0 then 1 else 0 end as decimal(18, 2)) as outcome
  from int_campaign_person
  union all
  select
    campaign_id,
    arm,
    'orders' as metric,
    cast(orders as decimal(18, 2)) as outcome
  from int_campaign_person
  union all
  select
    campaign_id,
    arm,
    'revenue' as metric,
    revenue as outcome
  from int_campaign_person
  union all
  select
    campaign_id,
    arm,
    'margin' as metric,
    margin as outcome
  from int_campaign_person
)

select
  campaign_id,
  arm,
  metric,
  count(*) as people,
  count(outcome) as people_known,
  cast(coalesce(sum(outcome), 0) as decimal(38, 2)) as outcome_sum,
  cast(coalesce(sum(cast(outcome as decimal(19, 2)) * cast(outcome as decimal(19, 2))), 0) as decimal(38, 4))
    as outcome_square_sum
from outcomes
group by campaign_id, arm, metric
