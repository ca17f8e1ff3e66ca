select
  concat('V', cast(_line as varchar)) as response_id,
  'merchandise' as campaign_id,
  cast(_line as varchar) as customer_id,
  'visited' as kind,
  timestamp '2008-03-08 12:00:00' as responded_at
from mailing__customers
where visit = '1'
