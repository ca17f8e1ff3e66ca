select
  product_name, next_product_name, is_repeat, starters, followers, confidence, base_rate, lift,
  lift_low, lift_high, median_lag_days, p, q, q < 0.05 and lift > 1 as is_clear, verdict
from rpt_product_sequence, clientele_publication
where as_of_date = as_of
order by (q < 0.05 and lift > 1) desc, lift desc, product_id, next_product_id
