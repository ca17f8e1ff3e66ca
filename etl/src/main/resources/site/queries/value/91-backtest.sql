select
  cut_date, method, basis, is_chosen, expected_orders, actual_orders, mean_absolute_error, held_out_log_likelihood,
  expected_amount, actual_amount, amount_mean_absolute_error, area_under_curve, top_tenth_share, customers, reason
from rpt_value_backtest, clientele_publication
where as_of_date = as_of
order by cut_no, is_chosen desc, held_out_log_likelihood desc nulls last, mean_absolute_error nulls last, method
