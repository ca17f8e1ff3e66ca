select
  concat('P-', lpad(cast(product_no as varchar), 4, '0')) as product_code,
  name,
  median_days,
  buyer_log_deviation,
  interval_log_deviation,
  uptake,
  continuation
from rhythm
