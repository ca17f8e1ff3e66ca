select
  method, cut_date, customers, actual_orders, expected_orders, mean_absolute_error,
  area_under_curve, top_tenth_share, reason
from rpt_value_backtest, clientele_publication
where as_of_date = as_of
order by mean_absolute_error nulls last, method
