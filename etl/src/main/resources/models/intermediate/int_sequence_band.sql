with buyers as (
  select
    start.person_id,
    start.product_id,
    day.band,
    day.is_whole
  from int_product_gap as start
  join int_sequence_day as day on day.person_id = start.person_id and day.purchase_date = start.purchase_date
  where start.is_first
),

ranked as (
  select
    product_id,
    row_number() over (order by count(*) desc, product_id) as place
  from buyers
  group by product_id
),

considered as (
  select product_id
  from ranked
  where place <= :cross_sell_products
),

starts as (
  select
    buyer.product_id,
    buyer.band,
    count(*) as customers,
    count(*) filter (where buyer.is_whole) as starters
  from buyers as buyer
  join considered on considered.product_id = buyer.product_id
  group by buyer.product_id, buyer.band
),

followed_days as (
  select distinct
    purchase.product_id,
    day.band,
    day.person_id,
    day.purchase_date
  from int_sequence_day as day
  join int_purchase_day as purchase
    on
      purchase.person_id = day.person_id
      and purchase.purchase_date >= add_days(day.purchase_date, cast(:cross_sell_min_gap_days as integer))
      and purchase.purchase_date <= add_days(day.purchase_date, cast(:cross_sell_max_gap_days as integer))
  join considered on considered.product_id = purchase.product_id
  where day.is_whole and day.band is not null
),

followed as (
  select
    product_id,
    band,
    count(*) as start_days_followed
  from followed_days
  group by product_id, band
),

bands as (
  select
    band,
    count(*) filter (where is_whole) as start_days
  from int_sequence_day
  where band is not null
  group by band
)

select
  considered.product_id,
  bands.band,
  coalesce(starts.customers, 0) as customers,
  coalesce(starts.starters, 0) as starters,
  bands.start_days,
  coalesce(followed.start_days_followed, 0) as start_days_followed
from considered
cross join bands
left join starts on starts.product_id = considered.product_id and starts.band = bands.band
left join followed on followed.product_id = considered.product_id and followed.band = bands.band
