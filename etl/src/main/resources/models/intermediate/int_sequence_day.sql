with baskets as (
  select
    person_id,
    purchase_date,
    count(*) as purchases,
    sum(amount) as amount
  from int_purchase_day
  group by person_id, purchase_date
),

people as (
  select person_id
  from baskets
  group by person_id
  having sum(purchases) <= :cross_sell_max_purchases_per_person
),

begun as (
  select
    person_id,
    purchase_date,
    count(*) as new_products
  from int_product_gap
  where is_first
  group by person_id, purchase_date
),

histories as (
  select
    basket.person_id,
    basket.purchase_date,
    coalesce(begun.new_products, 0) as new_products,
    row_number() over (partition by basket.person_id order by basket.purchase_date) as day_number,
    sum(basket.amount) over (
      partition by basket.person_id order by basket.purchase_date rows unbounded preceding
    ) as amount_so_far
  from baskets as basket
  join people on people.person_id = basket.person_id
  left join begun on begun.person_id = basket.person_id and begun.purchase_date = basket.purchase_date
),
alike as (
  select
    *,
    cast(amount_so_far as double) / day_number as spend_per_day,
    case
      when day_number <= 2 then day_number
      when day_number <= 4 then 3
      when day_number <= 8 then 4
      when day_number <= 16 then 5
      else 6
    end as experience,
    case
      when new_products <= 2 then new_products
      when new_products <= 4 then 3
      when new_products <= 8 then 4
      when new_products <= 16 then 5
      else 6
    end as breadth
  from histories
),

placed as (
  select
    *,
    rank() over (partition by experience, breadth order by spend_per_day) as place,
    count(*) over (partition by experience, breadth) as days
  from alike
)

select
  person_id,
  purchase_date,
  cast(day_number as integer) as day_number,
  cast(new_products as integer) as new_products,
  spend_per_day,
  case
    when new_products > 0 then cast(
      ((experience - 1) * 6 + breadth - 1) * :cross_sell_spend_bands
      + floor((place - 1) * :cross_sell_spend_bands / days) + 1 as integer
    )
  end as band,
  purchase_date <= add_days(:as_of, -cast(:cross_sell_max_gap_days as integer)) as is_whole
from placed
