with costs as (
  select
    cost.*,
    cost.source || ':' || cost.campaign_id as qualified_campaign_id,
    year_of(cost.cost_date) * 10000 + month_of(cost.cost_date) * 100 + day_of(cost.cost_date) as cost_date_key
  from stg_campaign_cost as cost
)

select
  hash_key(cost.qualified_campaign_id || '|' || cast(cost.cost_date_key as varchar) || '|' || cost.kind) as campaign_cost_key,
  cost.source,
  cost.qualified_campaign_id as campaign_id,
  coalesce(campaign.campaign_key, 0) as campaign_key,
  cost.cost_date,
  cost.cost_date_key,
  cost.kind,
  cost.amount,
  cost.currency,
  :run_id as run_id
from costs as cost
left join dim_campaign as campaign on campaign.campaign_id = cost.qualified_campaign_id
