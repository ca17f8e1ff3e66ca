with buyers as (
  select
    product_id,
    count(*) as buyers,
    count(*) filter (where purchases > 1) as repeat_buyers
  from int_product_buyer
  group by product_id
),

lengths as (
  select
    product_id,
    gap_days,
    count(*) as gaps
  from int_product_gap
  where not is_open
  group by product_id, gap_days
),

places as (
  select
    product_id,
    gap_days,
    gaps,
    sum(gaps) over (partition by product_id order by gap_days) as gaps_so_far,
    sum(gaps) over (partition by product_id) as gaps_in_all
  from lengths
),

repeats as (
  select
    product_id,
    cast(sum(gaps) as bigint) as gaps,
    cast(sum(gaps * gap_days) as bigint) as gap_days,
    min(gap_days) filter (where 2 * gaps_so_far >= gaps_in_all) as lower_median_days,
    min(gap_days) filter (where 2 * gaps_so_far > gaps_in_all) as upper_median_days
  from places
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
  buyers.product_id,
  product.name as product_name,
  product.category,
  product.is_repeatable,
  product.is_available,
  buyers.buyers,
  buyers.repeat_buyers,
  coalesce(repeats.gaps, 0) as gaps,
  coalesce(repeats.gap_days, 0) as gap_days,
  cast(repeats.lower_median_days + repeats.upper_median_days as double) / 2 as median_gap_days,
  sales.purchases,
  sales.amount,
  sales.margin_amount
from buyers
join sales on sales.product_id = buyers.product_id
join dim_product as product on product.product_id = buyers.product_id and product.is_current
left join repeats on repeats.product_id = buyers.product_id
