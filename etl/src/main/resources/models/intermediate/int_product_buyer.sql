-- Logarithms are summed as whole millionths: sums of doubles differ from run to run.
with logs as (
  select
    person_id,
    product_id,
    purchase_date,
    case when not is_open then cast(round(1000000 * ln(greatest(gap_days, 1))) as bigint) end as log_days,
    case when not is_open then cast(round(1000000 * power(ln(greatest(gap_days, 1)), 2)) as bigint) end
      as squared_log_days
  from int_product_gap
)

select
  person_id,
  product_id,
  cast(count(*) as integer) as purchases,
  max(purchase_date) as last_date,
  coalesce(cast(sum(log_days) as bigint), 0) as sum_log,
  coalesce(cast(sum(squared_log_days) as bigint), 0) as sum_squared_log
from logs
group by person_id, product_id
