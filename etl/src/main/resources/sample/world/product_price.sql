-- Every other product becomes dearer each February.
select
  product_no,
  price_version,
  from_day,
  cast(round(first_price * (1 + 0.025 * price_version * (product_no % 2)) * 20) / 20 as decimal(10, 2)) as price,
  cast(cost * (1 + 0.02 * price_version * (product_no % 2)) as decimal(10, 2)) as cost
from product
cross join (select price_version, min(day) as from_day from calendar group by price_version)
