with campaigns as (
  select campaign_no, name, kind, offer, product_no, day, window_days, fixed_cost
  from campaign
  union all
  select 1000 + n, concat('Newsletter ', n + 1), 'newsletter', 'News of the month', null, 20 + 30 * n, null, 250.00
  from range(0, cast(:days as bigint) // 30 + 1) as numbers(n)
)
select
  cast(campaign_no as integer) as campaign_id,
  name,
  kind,
  offer,
  case when product_no is not null then concat('P-', lpad(cast(product_no as varchar), 4, '0')) end as product_code,
  cast(:from_date as timestamp) + to_seconds(86400 * cast(day as integer) + 18000) as started_at,
  cast(case when window_days is not null
    then cast(:from_date as timestamp) + to_seconds(86400 * cast(day + window_days as integer) + 72000)
  end as timestamp) as ended_at,
  cast(window_days as integer) as window_days,
  cast(fixed_cost as decimal(12, 2)) as fixed_cost,
  cast(:from_date as timestamp) + to_seconds(86400 * cast(day as integer) + 18000) as updated_at
from campaigns
where day <= :until_day
