select
  product_name, category, buyers, repeat_buyers, share_repeat as repeat_share, naive_mean_gap_days,
  median_days, rhythm_first_share as first_return_share, rhythm_later_share as later_return_share,
  rhythm_p20_days, rhythm_median_days, rhythm_median_low_days, rhythm_median_high_days,
  rhythm_p80_days, rhythm_family, rhythm_basis, verdict
from rpt_product_interval, clientele_publication
where as_of_date = as_of and level = 'product'
order by repeat_buyers desc, product_id
