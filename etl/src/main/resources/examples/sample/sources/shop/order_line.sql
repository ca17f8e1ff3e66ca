-- Sales, and returns as lines of their own. The tills send refunds as text: amounts are given as text
-- here, so that one that is no number is found and quarantined. The voucher's campaign is one of the
-- mailing system, whose ids do not belong to this source: it is left out.
with orders as (
  select
    sales_order.*,
    store.channel
  from shop__sales_order as sales_order
  left join shop__store as store on store.store_id = sales_order.store_id
),
sold as (
  select
    concat(cast(line.order_id as varchar), '-', cast(line.line_no as varchar)) as order_line_id,
    orders.ordered_at,
    line.quantity,
    line.unit_price,
    line.discount as discount_amount,
    cast(line.amount as varchar) as line_amount,
    line.cost as line_cost,
    false as is_return,
    cast(null as varchar) as returned_order_line_id,
    line.order_id,
    line.product_code
  from shop__order_line as line
  join orders on orders.order_id = line.order_id
),
returned as (
  select
    concat('R', cast(order_return.return_id as varchar)) as order_line_id,
    order_return.returned_at as ordered_at,
    -order_return.quantity as quantity,
    line.unit_price,
    -line.discount as discount_amount,
    concat('-', order_return.refund) as line_amount,
    -line.cost as line_cost,
    true as is_return,
    concat(cast(order_return.order_id as varchar), '-', cast(order_return.line_no as varchar))
      as returned_order_line_id,
    order_return.order_id,
    line.product_code
  from shop__order_return as order_return
  join shop__order_line as line
    on line.order_id = order_return.order_id
    and line.line_no = order_return.line_no
),
lines as (
  select * from sold
  union all
  select * from returned
)
select
  lines.order_line_id,
  cast(lines.order_id as varchar) as order_id,
  cast(orders.customer_id as varchar) as customer_id,
  lines.product_code as product_id,
  cast(orders.employee_id as varchar) as employee_id,
  orders.channel,
  lines.ordered_at,
  lines.quantity,
  lines.unit_price,
  lines.discount_amount,
  lines.line_amount,
  lines.line_cost,
  orders.currency,
  lines.is_return,
  lines.returned_order_line_id
from lines
join orders on orders.order_id = lines.order_id
