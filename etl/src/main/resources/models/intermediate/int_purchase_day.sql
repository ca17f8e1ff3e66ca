with products as (
  select product_id
  from dim_product
  where is_current and not is_service and product_key > 0
),

lines as (
  select
    line.person_id,
    line.product_id,
    business_date(line.sold_at) as purchase_date,
    line.quantity,
    line.line_amount,
    line.margin_amount
  from fact_order_line as line
  join products on products.product_id = line.product_id
  where line.person_id is not null
),

days as (
  select
    person_id,
    product_id,
    purchase_date,
    cast(sum(quantity) as decimal(18, 3)) as quantity,
    cast(sum(line_amount) as decimal(18, 2)) as amount,
    case when count(*) = count(margin_amount) then cast(sum(margin_amount) as decimal(18, 2)) end as margin_amount
  from lines
  group by person_id, product_id, purchase_date
)

select
  person_id,
  product_id,
  purchase_date,
  quantity,
  amount,
  margin_amount
from days
where quantity > 0 and amount > 0
