select
  product_id,
  name,
  unit_price,
  'GBP' as currency,
  false as is_service
from shop__product
