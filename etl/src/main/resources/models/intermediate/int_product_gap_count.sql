with products as (
  select product_id
  from int_product_gap
  group by product_id
  having count(*) filter (where not is_open) >= :cross_sell_min_gaps
)

select
  gap.product_id,
  gap.gap_days,
  count(*) filter (where not gap.is_open) as returned,
  count(*) filter (where gap.is_open) as waiting
from int_product_gap as gap
join products on products.product_id = gap.product_id
group by gap.product_id, gap.gap_days
