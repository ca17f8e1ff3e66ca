with lines as (
  select * from fact_order_line
),

products as (
  select * from dim_product
),

days as (
  select
    line.person_id,
    line.order_date,
    count(*) filter (where not line.is_return) > 0 as is_order_day,
    coalesce(sum(line.line_amount) filter (where not line.is_return), 0) as sales_amount,
    sum(line.line_amount) as net_amount,
    sum(line.margin_amount) as margin_amount,
    coalesce(sum(line.line_amount) filter (where line.margin_amount is not null), 0) as costed_amount,
    count(*) as lines,
    count(line.margin_amount) as costed_lines
  from lines as line
  join products as product on product.product_key = line.product_key
  where line.person_id is not null and line.order_date <= :as_of and not product.is_service
  group by line.person_id, line.order_date
)

select * from days
