with products as (
  select
    product_id,
    count(*) filter (where is_open) as buyers,
    count(distinct person_id) filter (where not is_open) as repeat_buyers,
    count(*) filter (where not is_open) as gaps,
    cast(sum(gap_days) filter (where not is_open) as bigint) as gap_days,
    percentile_cont(0.5) within group (order by cast(gap_days as double)) filter (where not is_open)
      as median_gap_days
  from int_product_gap
  group by product_id
),

sales as (
  select
    product_id,
    count(*) as purchases,
    cast(sum(amount) as decimal(18, 2)) as amount,
    case when count(*) = count(margin_amount) then cast(sum(margin_amount) as decimal(18, 2)) end as margin_amount
  from int_purchase_day
  group by product_id
)

select
  repeats.product_id,
  product.name as product_name,
  product.category,
  product.is_repeatable,
  product.is_available,
  repeats.buyers,
  repeats.repeat_buyers,
  repeats.gaps,
  coalesce(repeats.gap_days, 0) as gap_days,
  repeats.median_gap_days,
  sales.purchases,
  sales.amount,
  sales.margin_amount
from products as repeats
join sales on sales.product_id = repeats.product_id
join dim_product as product on product.product_id = repeats.product_id and product.is_current
