select
  product_code as product_id,
  name,
  category,
  concat(department, ' > ', category) as category_path,
  brand,
  price as unit_price,
  cost as unit_cost,
  'EUR' as currency,
  is_service,
  is_repeatable,
  lasts_days as replenishes_every_days,
  is_in_stock as is_available,
  updated_at as changed_at
from shop__product
