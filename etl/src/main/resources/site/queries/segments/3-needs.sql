with due as (
  select v.segment, d.product_id, max(d.product_name) as product_name, count(*) as people,
    sum(d.probability) as expected_purchases
  from rpt_replenishment_due d
  join clientele_publication on d.as_of_date = as_of
  join rpt_customer_value v on v.as_of_date = d.as_of_date and v.person_id = d.person_id
  where d.state in ('due', 'overdue')
  group by all
),
placed as (
  select *, row_number() over (partition by segment order by people desc, product_id) as place from due
)
select segment, place, product_name, people, expected_purchases
from placed
where place <= 10 and segment is not null
order by segment, place
