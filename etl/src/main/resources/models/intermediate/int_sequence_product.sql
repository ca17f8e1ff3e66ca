with crowds as (
  select person_id
  from int_purchase_day
  group by person_id
  having count(*) > :cross_sell_max_purchases_per_person
),

purchases as (
  select
    purchase.person_id,
    purchase.product_id,
    purchase.purchase_date
  from int_purchase_day as purchase
  left join crowds on crowds.person_id = purchase.person_id
  where crowds.person_id is null
),

buyers as (
  select
    person_id,
    product_id,
    min(purchase_date) as first_date
  from purchases
  group by person_id, product_id
),

ranked as (
  select
    product_id,
    count(*) as customers,
    count(*) filter (where first_date <= add_days(:as_of, -cast(:cross_sell_max_gap_days as integer))) as starters,
    row_number() over (order by count(*) desc, product_id) as place
  from buyers
  group by product_id
),

considered as (
  select *
  from ranked
  where place <= :cross_sell_products
),

shopping_days as (
  select distinct
    person_id,
    purchase_date
  from purchases
  where purchase_date <= add_days(:as_of, -cast(:cross_sell_max_gap_days as integer))
),

totals as (
  select count(*) as shopping_days
  from shopping_days
),

followed_days as (
  select distinct
    purchase.product_id,
    day.person_id,
    day.purchase_date
  from shopping_days as day
  join purchases as purchase
    on
      purchase.person_id = day.person_id
      and purchase.purchase_date >= add_days(day.purchase_date, cast(:cross_sell_min_gap_days as integer))
      and purchase.purchase_date <= add_days(day.purchase_date, cast(:cross_sell_max_gap_days as integer))
  join considered on considered.product_id = purchase.product_id
),

followed as (
  select
    product_id,
    count(*) as shopping_days_followed
  from followed_days
  group by product_id
)

select
  considered.product_id,
  cast(considered.place as integer) as place,
  considered.customers,
  considered.starters,
  totals.shopping_days,
  coalesce(followed.shopping_days_followed, 0) as shopping_days_followed
from considered
cross join totals
left join followed on followed.product_id = considered.product_id
