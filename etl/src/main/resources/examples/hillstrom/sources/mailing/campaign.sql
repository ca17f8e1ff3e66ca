select distinct
  'merchandise' as campaign_id,
  'Merchandise by e-mail' as name,
  'email' as channel,
  'cross_sell' as kind,
  'Men''s or women''s merchandise' as offer,
  timestamp '2008-03-01 00:00:00' as started_at,
  timestamp '2008-03-15 00:00:00' as ended_at,
  14 as conversion_window_days
from mailing__customers
