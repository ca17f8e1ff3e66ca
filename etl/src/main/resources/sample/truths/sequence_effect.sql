select
  concat('P-', lpad(cast(first_product_no as varchar), 4, '0')) as first_product_code,
  first_product.name as first_product,
  concat('P-', lpad(cast(second_product_no as varchar), 4, '0')) as second_product_code,
  second_product.name as second_product,
  extra_probability,
  median_lag_days,
  lag_log_deviation
from sequence_effect
join product as first_product on first_product.product_no = first_product_no
join product as second_product on second_product.product_no = second_product_no
