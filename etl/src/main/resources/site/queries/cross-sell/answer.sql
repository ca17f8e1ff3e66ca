with offers as (
  select c.* from rpt_cross_sell_candidate c, clientele_publication where as_of_date = as_of
)
select
  count(distinct person_id) filter (where not is_holdout) as people,
  count(distinct product_id) as products,
  sum(expected_revenue) filter (where not is_holdout) as expected_revenue,
  count(distinct person_id) filter (where is_holdout) as held_out
from offers
having count(*) > 0
