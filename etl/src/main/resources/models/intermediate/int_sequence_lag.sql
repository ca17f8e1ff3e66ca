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
    purchase.purchase_date,
    min(purchase.purchase_date) over (partition by purchase.person_id, purchase.product_id) as first_date
  from int_purchase_day as purchase
  join int_sequence_product as product on product.product_id = purchase.product_id
  left join crowds on crowds.person_id = purchase.person_id
  where crowds.person_id is null
),

pairs as (
  select
    earlier.person_id,
    earlier.product_id as product_id,
    later.product_id as next_product_id,
    min(days_between(earlier.purchase_date, later.purchase_date)) filter (
      where
        earlier.purchase_date = earlier.first_date
        and earlier.purchase_date <= add_days(:as_of, -cast(:cross_sell_max_gap_days as integer))
    ) as lag_days
  from purchases as earlier
  join purchases as later
    on
      later.person_id = earlier.person_id
      and later.purchase_date >= add_days(earlier.purchase_date, cast(:cross_sell_min_gap_days as integer))
      and later.purchase_date <= add_days(earlier.purchase_date, cast(:cross_sell_max_gap_days as integer))
  group by earlier.person_id, earlier.product_id, later.product_id
),

counts as (
  select
    product_id,
    next_product_id,
    coalesce(lag_days, -1) as lag_days,
    count(*) as customers
  from pairs
  group by product_id, next_product_id, coalesce(lag_days, -1)
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
  customers
from totals
where pair_customers >= :cross_sell_min_pair_customers
