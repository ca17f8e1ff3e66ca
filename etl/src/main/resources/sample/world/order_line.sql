-- Lines at the day's prices. What a basket paid above the list is its price, what it paid below is
-- a discount; small web orders of the own accord pay the postage.
with contents as (
  select cause, person_no, order_no as cause_no, line_no, product_no, quantity, unit_amount from basket_line
  union all
  select 'rhythm', person_no, order_no, 1, product_no, 1, null from rhythm_order
  union all
  select 'follow-up', person_no, order_no, 1, product_no, 1, null from follow_up_order
),
lines as (
  select order_no, order_key, sales_order.cause, store_no, day, second, line_no, product_no, quantity, unit_amount
  from sales_order
  join contents
    on contents.person_no = sales_order.person_no
    and contents.cause = sales_order.cause
    and contents.cause_no = sales_order.cause_no
  union all
  select order_no, order_key, cause, store_no, day, second, 1,
    13 + cast(floor(88 * draw(order_key, 'product', 0)) as integer), 1, null
  from sales_order
  where cause in ('unpaid', 'walk-in')
),
with_postage as (
  select * from lines
  union all
  select order_no, order_key, cause, store_no, day, second, 9, 11, 1, null
  from lines
  where store_no = 1 and cause = 'own' and line_no = 1 and quantity * unit_amount < 25
),
priced as (
  select with_postage.*, product_price.price, product_price.cost
  from with_postage
  join calendar on calendar.day = with_postage.day
  join product_price
    on product_price.product_no = with_postage.product_no
    and product_price.price_version = calendar.price_version
)
select
  order_no,
  order_key,
  cause,
  day,
  second,
  line_no,
  product_no,
  quantity,
  greatest(coalesce(unit_amount, price), price) as unit_price,
  quantity * greatest(price - coalesce(unit_amount, price), 0) as discount,
  quantity * coalesce(unit_amount, price) as amount,
  quantity * cost as cost
from priced
