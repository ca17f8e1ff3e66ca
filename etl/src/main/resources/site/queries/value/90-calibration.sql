select repeats, customers, actual_orders_per_customer, expected_orders_per_customer
from rpt_value_calibration, clientele_publication
where as_of_date = as_of
order by repeats
