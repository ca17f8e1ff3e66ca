select
  concat('E', cast(_line as varchar)) as interaction_id,
  cast(_line as varchar) as customer_id,
  'email' as channel,
  'outbound' as direction,
  timestamp '2008-03-01 13:00:00' as started_at,
  'merchandise' as campaign_id
from mailing__customers
where segment <> 'No E-Mail'
