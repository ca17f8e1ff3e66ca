select
  person_id, place, product_name, kind, reason, probability, expected_revenue, expected_margin,
  is_holdout
from rpt_cross_sell_candidate, clientele_publication
where as_of_date = as_of
order by expected_revenue desc, person_id, place
