-- Prices as of the day; each month three of a hundred products are sold out.
with months as (
  select
    product_no,
    unnest(range(0, cast(:until_day as bigint) // 30 + 1)) as month_no
  from product
),
stock as (
  select
    product_no,
    month_no,
    draw(hash(cast(:seed as bigint), product_no), 'sold out', month_no) >= 0.03 as is_in_stock
  from months
),
stock_changes as (
  select
    *,
    lag(is_in_stock) over (partition by product_no order by month_no) is distinct from is_in_stock as is_change
  from stock
),
stock_now as (
  select
    product_no,
    max_by(is_in_stock, month_no) as is_in_stock,
    30 * max(month_no) filter (where is_change) as changed_day
  from stock_changes
  group by product_no
),
prices as (
  select *, row_number() over (partition by product_no order by price_version desc) as newest
  from product_price
  where from_day <= :until_day
)
select
  concat('P-', lpad(cast(product.product_no as varchar), 4, '0')) as product_code,
  product.name,
  department,
  category,
  brand,
  prices.price,
  prices.cost,
  is_service,
  lasts_days is not null as is_repeatable,
  lasts_days,
  is_service or is_in_stock as is_in_stock,
  cast(:from_date as timestamp) + to_seconds(86400 * greatest(prices.from_day, changed_day) + 14400) as updated_at
from product
join prices on prices.product_no = product.product_no and newest = 1
join stock_now on stock_now.product_no = product.product_no
