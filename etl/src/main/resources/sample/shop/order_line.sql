-- Bad row: line 1 of order 1000777 names a product that is not there.
select
  1000000 + order_no as order_id,
  cast(line_no as integer) as line_no,
  case when order_no = 777 and line_no = 1 then 'P-0999'
    else concat('P-', lpad(cast(product_no as varchar), 4, '0'))
  end as product_code,
  cast(quantity as integer) as quantity,
  cast(unit_price as decimal(12, 2)) as unit_price,
  cast(discount as decimal(12, 2)) as discount,
  cast(amount as decimal(12, 2)) as amount,
  cast(cost as decimal(12, 2)) as cost,
  cast(:from_date as timestamp) + to_seconds(86400 * day + second) as updated_at
from order_line
where day <= :until_day
