with due as (
  select d.*
  from rpt_replenishment_due d, clientele_publication
  where as_of_date = as_of and due_date > as_of and due_date <= as_of + 28 and state in ('early', 'due')
)
select
  due_date, count(distinct person_id) as people, count(distinct product_id) as products,
  sum(return_probability) as expected_returns
from due
group by due_date
order by due_date
