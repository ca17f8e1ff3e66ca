select
  cast(store_no as integer) as store_id,
  name,
  city,
  region,
  country,
  channel,
  cast(:from_date as date) + opened_day as opened_on,
  cast(:from_date as timestamp) as updated_at
from store
