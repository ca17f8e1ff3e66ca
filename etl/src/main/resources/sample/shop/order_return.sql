-- The tills send the refund as text. Bad row: the first return after day 100 has words in it.
with bad as (
  select order_no * 10 + line_no as return_id
  from order_return
  where day > 100
  order by day, second, order_no, line_no
  limit 1
)
select
  order_no * 10 + line_no as return_id,
  1000000 + order_no as order_id,
  cast(line_no as integer) as line_no,
  cast(quantity as integer) as quantity,
  case when order_no * 10 + line_no = (select return_id from bad) then 'see receipt'
    else cast(cast(amount as decimal(12, 2)) as varchar)
  end as refund,
  reason,
  cast(:from_date as timestamp) + to_seconds(86400 * day + second) as returned_at,
  cast(:from_date as timestamp) + to_seconds(86400 * day + second) as updated_at
from order_return
where day <= :until_day
