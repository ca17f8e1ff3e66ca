select
  order_line_id,
  order_id,
  customer_id,
  product_id,
  'shop' as channel,
  ordered_at,
  quantity,
  unit_price,
  quantity * unit_price as line_amount,
  'GBP' as currency,
  quantity < 0 as is_return
from shop__order_line
