select
  :as_of as as_of_date,
  option.person_id,
  option.place,
  option.product_id,
  product.name as product_name,
  option.kind,
  option.because_product_id,
  because.name as because_product_name,
  option.because_date,
  option.days_since,
  option.probability,
  option.expected_revenue,
  option.expected_margin,
  option.reason,
  hold_out_place(option.person_id) < 10000 * :cross_sell_holdout_share as is_holdout
from int_cross_sell_option as option
join dim_product as product on product.product_id = option.product_id and product.is_current
join dim_product as because on because.product_id = option.because_product_id and because.is_current
where option.place <= :cross_sell_candidates_per_person
