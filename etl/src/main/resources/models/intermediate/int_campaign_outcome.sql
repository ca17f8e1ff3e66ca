with visited as (
  select distinct campaign_id
  from int_campaign_person
  where visited_at is not null
),

caps as (
  select
    campaign_id,
    percentile_cont(:campaign_winsorise_quantile) within group (order by cast(revenue as double)) as revenue_cap,
    percentile_cont(:campaign_winsorise_quantile) within group (order by cast(margin as double)) as margin_cap
  from int_campaign_person
  where orders > 0 and :campaign_winsorise_quantile < 1
  group by campaign_id
),

people as (
  select
    person.campaign_id,
    person.arm,
    cast(case when person.visited_at is not null then 1 else 0 end as decimal(18, 2)) as visits,
    cast(person.orders as decimal(18, 2)) as orders,
    cast(least(person.revenue, coalesce(cap.revenue_cap, person.revenue)) as decimal(18, 2)) as revenue,
    cast(least(person.margin, coalesce(cap.margin_cap, person.margin)) as decimal(18, 2)) as margin,
    cast(person.past_orders as decimal(18, 2)) as past_orders,
    person.past_revenue
  from int_campaign_person as person
  left join caps as cap on cap.campaign_id = person.campaign_id
),

outcomes as (
  select person.campaign_id, arm, 'visit' as metric, visits as outcome, past_revenue as past, null as base
  from people as person
  join visited on visited.campaign_id = person.campaign_id
  union all
  select
    campaign_id, arm, 'conversion', cast(case when orders > 0 then 1 else 0 end as decimal(18, 2)), past_revenue, null
  from people
  union all
  select campaign_id, arm, 'orders', orders, past_orders, null from people
  union all
  select campaign_id, arm, 'revenue', revenue, past_revenue, null from people
  union all
  select campaign_id, arm, 'margin', margin, past_revenue, null from people
  union all
  select campaign_id, arm, 'order_value', revenue, past_revenue, orders from people
),

factors as (
  select
    campaign_id,
    arm,
    metric,
    cast(outcome as decimal(19, 2)) as outcome,
    cast(past as decimal(19, 2)) as past,
    cast(base as decimal(19, 2)) as base
  from outcomes
)

select
  campaign_id,
  arm,
  metric,
  count(*) as people,
  count(outcome) as people_known,
  cast(coalesce(sum(outcome), 0) as decimal(38, 2)) as outcome_sum,
  cast(coalesce(sum(outcome * outcome), 0) as decimal(38, 4)) as outcome_square_sum,
  cast(coalesce(sum(past), 0) as decimal(38, 2)) as past_sum,
  cast(coalesce(sum(past * past), 0) as decimal(38, 4)) as past_square_sum,
  cast(coalesce(sum(outcome * past), 0) as decimal(38, 4)) as past_product_sum,
  cast(sum(base) as decimal(38, 2)) as base_sum,
  cast(sum(base * base) as decimal(38, 4)) as base_square_sum,
  cast(sum(outcome * base) as decimal(38, 4)) as base_product_sum
from factors
group by campaign_id, arm, metric
