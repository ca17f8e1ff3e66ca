select
  method, basis, is_chosen, expected_orders, actual_orders, mean_absolute_error, held_out_log_likelihood,
  area_under_curve, top_tenth_share, customers, cut_date, reason
from rpt_value_backtest, clientele_publication
where as_of_date = as_of
order by is_chosen desc, held_out_log_likelihood desc nulls last, mean_absolute_error nulls last, method
