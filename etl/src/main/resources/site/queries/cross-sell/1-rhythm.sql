select
  product_name, category, buyers, repeat_buyers, share_repeat as repeat_share, naive_mean_gap_days,
  p20_days, median_days, median_low_days, median_high_days, p80_days, rhythm_family,
  rhythm_median_days, verdict
from rpt_product_interval, clientele_publication
where as_of_date = as_of
order by repeat_buyers desc, product_id
