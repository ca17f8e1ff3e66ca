select
  person_id, product_name, state, last_date, days_since, purchases, own_interval_days, expected_days,
  due_date, window_begin_date, window_end_date, probability
from rpt_replenishment_due, clientele_publication
where as_of_date = as_of and (state = 'due' or (state = 'early' and due_date <= as_of + 7))
order by due_date, person_id, product_id
