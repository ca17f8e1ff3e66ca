with medians as (
  select
    campaign_id,
    percentile_cont(0.5) within group (order by cast(past_revenue as double)) as median_revenue
  from int_campaign_person
  where past_orders > 0
  group by campaign_id
)

select
  person.campaign_id,
  person.person_id,
  person.arm,
  person.is_control,
  person.assigned_at,
  cast(case when person.visited_at is null then 0 else 1 end as integer) as visits,
  cast(case when person.orders > 0 then 1 else 0 end as integer) as conversions,
  person.revenue,
  person.cost,
  case
    when person.past_orders = 0 then 'none'
    when person.past_orders < 3 then '1-2'
    else '3+'
  end as past_orders,
  case
    when person.past_orders = 0 then 'none'
    when person.past_revenue > median.median_revenue then 'upper half'
    else 'lower half'
  end as past_revenue,
  case
    when person.past_recency_days is null then 'none'
    when person.past_recency_days <= 90 then 'up to 90 days'
    when person.past_recency_days <= 180 then '91-180 days'
    else 'over 180 days'
  end as recency,
  case
    when latest.first_seen_at >= day_start(add_days(business_date(person.assigned_at), -365)) then 'under a year'
    when latest.first_seen_at is not null then 'a year and more'
  end as tenure,
  customer.region,
  customer.acquisition_channel
from int_campaign_person as person
left join medians as median on median.campaign_id = person.campaign_id
left join dim_customer as latest on latest.person_id = person.person_id and latest.is_current
left join dim_customer as customer
  on
    customer.person_id = person.person_id
    and person.assigned_at >= customer.valid_from
    and person.assigned_at < customer.valid_to
