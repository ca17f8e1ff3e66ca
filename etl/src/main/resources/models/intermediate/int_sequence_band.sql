with begun as (
  select
    start.product_id,
    day.band,
    count(*) as customers,
    count(*) filter (where day.is_whole) as starters
  from int_product_gap as start
  join int_sequence_day as day on day.person_id = start.person_id and day.purchase_date = start.purchase_date
  where start.is_first
  group by start.product_id, day.band
),

ranked as (
  select
    product_id,
    row_number() over (order by sum(customers) desc, product_id) as place
  from begun
  group by product_id
),

considered as (
  select product_id
  from ranked
  where place <= :cross_sell_products
),

-- The days from which a purchase is the next one, within the window: each day has one at most.
arrivals as (
  select
    gap.person_id,
    gap.product_id,
    add_days(gap.purchase_date, -cast(:cross_sell_max_gap_days as integer)) as first_day,
    add_days(gap.purchase_date, -cast(:cross_sell_min_gap_days as integer)) as last_day
  from int_product_gap as gap
  join considered on considered.product_id = gap.product_id
  where gap.is_first
  union all
  select
    gap.person_id,
    gap.product_id,
    greatest(
      add_days(gap.next_date, -cast(:cross_sell_max_gap_days as integer)),
      add_days(gap.purchase_date, 1 - cast(:cross_sell_min_gap_days as integer))
    ),
    add_days(gap.next_date, -cast(:cross_sell_min_gap_days as integer))
  from int_product_gap as gap
  join considered on considered.product_id = gap.product_id
  where not gap.is_open
),

followed as (
  select
    arrival.product_id,
    day.band,
    count(*) as start_days_followed
  from arrivals as arrival
  join int_sequence_day as day
    on
      day.person_id = arrival.person_id
      and day.purchase_date >= arrival.first_day
      and day.purchase_date <= arrival.last_day
  where day.is_whole and day.band is not null
  group by arrival.product_id, day.band
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
  coalesce(begun.customers, 0) as customers,
  coalesce(begun.starters, 0) as starters,
  bands.start_days,
  coalesce(followed.start_days_followed, 0) as start_days_followed
from considered
cross join bands
left join begun on begun.product_id = considered.product_id and begun.band = bands.band
left join followed on followed.product_id = considered.product_id and followed.band = bands.band
