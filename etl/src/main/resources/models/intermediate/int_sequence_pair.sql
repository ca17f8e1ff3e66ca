with products as (
  select
    product_id,
    cast(sum(customers) as bigint) as customers,
    cast(sum(starters) as bigint) as starters,
    cast(sum(start_days) as bigint) as start_days,
    cast(sum(start_days_followed) as bigint) as start_days_followed
  from int_sequence_band
  group by product_id
),

pairs as (
  select
    product_id,
    next_product_id,
    cast(sum(customers) as bigint) as pair_customers,
    coalesce(cast(sum(customers) filter (where lag_days >= 0) as bigint), 0) as followers,
    cast(sum(weight) as decimal(28, 9)) as weight,
    cast(sum(square_weight) as decimal(28, 9)) as square_weight
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
),

starts as (
  select
    product_id,
    band,
    cast(starters as double) / start_days as share,
    cast(starters as double) / nullif(start_days - starters, 0) as weight
  from int_sequence_band
  where starters > 0
),

-- Sums of doubles would depend on their order; decimals are a hair off and may pass their bounds.
expected as (
  select
    start.product_id,
    next_band.product_id as next_product_id,
    cast(sum(cast(start.share * next_band.start_days_followed as decimal(28, 9))) as decimal(28, 9)) as by_chance,
    cast(
      sum(cast(coalesce(start.weight, start.share) * next_band.start_days_followed as decimal(28, 9))) as decimal(28, 9)
    ) as of_peers,
    cast(
      sum(cast(start.weight * start.weight * next_band.start_days_followed as decimal(28, 9))) as decimal(28, 9)
    ) as variance
  from starts as start
  join int_sequence_band as next_band on next_band.band = start.band and next_band.start_days_followed > 0
  group by start.product_id, next_band.product_id
)

select
  pair.product_id,
  pair.next_product_id,
  starter.customers,
  follower.customers as next_customers,
  pair.pair_customers,
  starter.starters,
  pair.followers,
  follower.start_days,
  follower.start_days_followed,
  coalesce(cast(least(greatest(expected.by_chance, 0), starter.starters) as double), 0) as chance_followers,
  coalesce(cast(least(greatest(expected.of_peers - pair.weight, 0), starter.starters) as double), 0) as expected_followers,
  coalesce(cast(greatest(expected.variance - pair.square_weight, 0) as double), 0) as expected_variance,
  cast(median.lower_lag_days + median.upper_lag_days as double) / 2 as median_lag_days
from pairs as pair
join products as starter on starter.product_id = pair.product_id
join products as follower on follower.product_id = pair.next_product_id
left join expected on expected.product_id = pair.product_id and expected.next_product_id = pair.next_product_id
left join medians as median
  on median.product_id = pair.product_id and median.next_product_id = pair.next_product_id
