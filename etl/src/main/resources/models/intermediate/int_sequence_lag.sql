with products as (
  select distinct product_id
  from int_sequence_band
),

purchases as (
  select
    purchase.person_id,
    purchase.product_id,
    purchase.purchase_date,
    day.band,
    day.is_whole,
    purchase.is_first
  from int_product_gap as purchase
  join products on products.product_id = purchase.product_id
  join int_sequence_day as day
    on day.person_id = purchase.person_id and day.purchase_date = purchase.purchase_date
),

pairs as (
  select
    earlier.person_id,
    earlier.product_id,
    later.product_id as next_product_id,
    min(case when earlier.is_first and earlier.is_whole then days_between(earlier.purchase_date, later.purchase_date) end)
      as lag_days,
    min(case when earlier.is_first and earlier.is_whole then earlier.band end) as band
  from purchases as earlier
  join purchases as later
    on
      later.person_id = earlier.person_id
      and later.purchase_date >= add_days(earlier.purchase_date, cast(:cross_sell_min_gap_days as integer))
      and later.purchase_date <= add_days(earlier.purchase_date, cast(:cross_sell_max_gap_days as integer))
  group by earlier.person_id, earlier.product_id, later.product_id
),

weights as (
  select
    product_id,
    band,
    cast(cast(starters as double) / nullif(start_days - starters, 0) as decimal(28, 9)) as weight,
    cast(power(cast(starters as double) / nullif(start_days - starters, 0), 2) as decimal(28, 9)) as square_weight
  from int_sequence_band
),

counts as (
  select
    pair.product_id,
    pair.next_product_id,
    coalesce(pair.lag_days, -1) as lag_days,
    count(*) as customers,
    sum(weight.weight) as weight,
    sum(weight.square_weight) as square_weight
  from pairs as pair
  left join weights as weight on weight.product_id = pair.product_id and weight.band = pair.band
  group by pair.product_id, pair.next_product_id, coalesce(pair.lag_days, -1)
),

totals as (
  select
    *,
    sum(customers) over (partition by product_id, next_product_id) as pair_customers
  from counts
)

select
  product_id,
  next_product_id,
  lag_days,
  customers,
  coalesce(weight, 0) as weight,
  coalesce(square_weight, 0) as square_weight
from totals
where pair_customers >= :cross_sell_min_pair_customers
