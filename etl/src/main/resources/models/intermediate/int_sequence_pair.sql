with pairs as (
  select
    product_id,
    next_product_id,
    cast(sum(customers) as bigint) as pair_customers,
    coalesce(cast(sum(customers) filter (where lag_days >= 0) as bigint), 0) as followers
  from int_sequence_lag
  group by product_id, next_product_id
),

lags as (
  select
    product_id,
    next_product_id,
    lag_days,
    sum(customers) over (partition by product_id, next_product_id order by lag_days) as customers_so_far,
    sum(customers) over (partition by product_id, next_product_id) as customers_in_all
  from int_sequence_lag
  where lag_days >= 0
),

medians as (
  select
    product_id,
    next_product_id,
    min(lag_days) filter (where 2 * customers_so_far >= customers_in_all) as lower_lag_days,
    min(lag_days) filter (where 2 * customers_so_far > customers_in_all) as upper_lag_days
  from lags
  group by product_id, next_product_id
)

select
  pair.product_id,
  pair.next_product_id,
  starter.customers,
  follower.customers as next_customers,
  pair.pair_customers,
  starter.starters,
  pair.followers,
  follower.shopping_days,
  follower.shopping_days_followed,
  cast(median.lower_lag_days + median.upper_lag_days as double) / 2 as median_lag_days
from pairs as pair
join int_sequence_product as starter on starter.product_id = pair.product_id
join int_sequence_product as follower on follower.product_id = pair.next_product_id
left join medians as median
  on median.product_id = pair.product_id and median.next_product_id = pair.next_product_id
