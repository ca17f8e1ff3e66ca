-- Newcomers are those of the last twelve months.
select
  cast(_line as varchar) as customer_id,
  'person' as kind,
  zip_code as region,
  channel as acquisition_channel,
  case when newbie = '1' then timestamp '2007-09-01 12:00:00' else timestamp '2006-03-01 12:00:00' end as created_at
from mailing__customers
