-- What an amount buys: the products whose first price is within an eighth of it, by step of five
-- per cent (step = 20 ln amount); where there is none, the nearest in price.
with steps as (
  select cast(n as integer) as step, exp(n / 20.0) as amount
  from range(10, 130) as numbers(n)
),
distances as (
  select
    step,
    product_no,
    abs(ln(cast(first_price as double)) - ln(amount)) as distance,
    row_number() over (
      partition by step
      order by abs(ln(cast(first_price as double)) - ln(amount)), product_no
    ) as nearness
  from steps
  cross join product
  where lasts_days is null and not is_service
),
choices as (
  select step, product_no, count(*) over (partition by step) as choices
  from distances
  where distance <= 0.12 or nearness = 1
)
select
  step,
  product_no,
  cast(choices as integer) as choices,
  cast(row_number() over (partition by step order by product_no) - 1 as integer) as choice
from choices
