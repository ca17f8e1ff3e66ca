with products as (
  select * from stg_product
),

named as (
  select source, product_id from stg_order_line where product_id is not null
  union
  select source, product_id from stg_campaign where product_id is not null
),

delivered as (
  select
    source || ':' || product_id as product_id,
    source,
    product_id as source_product_id,
    name,
    coalesce(category, nullif(trim(split_part(category_path, '>', -1)), '')) as category,
    coalesce(nullif(trim(split_part(category_path, '>', 1)), ''), category) as category_level_1,
    nullif(trim(split_part(category_path, '>', 2)), '') as category_level_2,
    nullif(trim(split_part(category_path, '>', 3)), '') as category_level_3,
    brand,
    unit_price,
    unit_cost,
    currency,
    is_service,
    is_repeatable,
    replenishes_every_days,
    is_available,
    false as is_inferred,
    changed_at
  from products
),

inferred as (
  select
    named.source || ':' || named.product_id as product_id,
    named.source,
    named.product_id as source_product_id,
    named.product_id as name
  from named
  left join products as product
    on product.source = named.source and product.product_id = named.product_id
  where product.product_id is null
)

select * from delivered
union all
select
  product_id, source, source_product_id, name, null, null, null, null, null, null, null, null, false, null, null, null,
  true, null
from inferred
union all
select
  '(unknown)', null, null, '(unknown)', null, null, null, null, null, null, null, null, false, null, null, null, false,
  null
union all
select
  '(not applicable)', null, null, '(not applicable)', null, null, null, null, null, null, null, null, false, null,
  null, null, false, null
