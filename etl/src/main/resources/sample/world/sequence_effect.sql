-- Planted: who buys the first for the first time goes on to order the second with this extra
-- probability, after a log-normal lag. The pairs at the foot have no effect, to catch who sees one.
select
  cast(row_number() over () as integer) as effect_no,
  first_product.product_no as first_product_no,
  second_product.product_no as second_product_no,
  cast(extra_probability as double) as extra_probability,
  cast(median_lag_days as double) as median_lag_days,
  cast(0.50 as double) as lag_log_deviation
from (values
  ('Espresso machine Luna', 'Burr grinder Mola', .30, 21), ('Espresso machine Stella', 'Milk frother Wolke', .26, 14),
  ('Pour-over dripper', 'Gooseneck kettle', .18, 30), ('Teapot glass 1.2 l', 'Teapot warmer', .24, 12),
  ('Cast iron pan 28 cm', 'Glass lid 28 cm', .28, 18), ('Matcha set', 'Matcha whisk', .15, 60),
  ('Mug Küste', 'Mug Wald', .12, 45),
  ('Toaster Duo', 'Bread knife', 0, 30), ('Apron linen', 'Oven gloves', 0, 30)
) as effects(first_name, second_name, extra_probability, median_lag_days)
join product as first_product on first_product.name = first_name
join product as second_product on second_product.name = second_name
