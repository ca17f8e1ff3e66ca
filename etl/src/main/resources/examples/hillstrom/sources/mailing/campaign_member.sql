select
  'merchandise' as campaign_id,
  cast(_line as varchar) as customer_id,
  segment as arm,
  segment = 'No E-Mail' as is_control,
  cast(1 as double) / 3 as planned_share,
  timestamp '2008-03-01 12:00:00' as assigned_at,
  case when segment <> 'No E-Mail' then timestamp '2008-03-01 13:00:00' end as sent_at
from mailing__customers
