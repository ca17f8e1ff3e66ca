select
  cast(campaign_id as varchar) as campaign_id,
  name,
  'email' as channel,
  kind,
  offer,
  product_code as product_id,
  started_at,
  ended_at,
  window_days as conversion_window_days,
  fixed_cost,
  'EUR' as currency
from mailing__campaign
