select
  week_start_date, is_held_out, actual_orders, expected_orders, cumulated_actual_orders, cumulated_expected_orders
from rpt_value_tracking, clientele_publication
where as_of_date = as_of
order by week_start_date
