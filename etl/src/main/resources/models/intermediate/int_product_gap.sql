with purchases as (
  select
    person_id,
    product_id,
    purchase_date,
    lag(purchase_date) over (partition by person_id, product_id order by purchase_date) is null as is_first,
    lead(purchase_date) over (partition by person_id, product_id order by purchase_date) as next_date,
    count(*) over (partition by person_id, product_id) as purchases
  from int_purchase_day
)

select
  person_id,
  product_id,
  purchase_date,
  next_date,
  days_between(purchase_date, coalesce(next_date, :as_of)) as gap_days,
  next_date is null as is_open,
  is_first,
  cast(purchases - 1 as integer) as gaps
from purchases
