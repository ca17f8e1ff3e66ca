-- Planted: Gamma-Gamma. An order's amount is drawn from the customer's own rate of spending, parted
-- into lines, and each line finds a product of about its price.
with baskets as (
  select 'own' as cause, person_no, random_key, order_no, day from own_order
  union all
  select 'campaign' as cause, person_no, random_key, order_no, day from campaign_order where day < :days
),
valued as (
  select
    baskets.*,
    hash(baskets.random_key, cause, order_no) as order_key,
    amount.value / person.spend_rate as amount
  from baskets
  join person on person.person_no = baskets.person_no
  join quantile as amount
    on amount.distribution = 'amount'
    and amount.bin = cast(floor(4096 * draw(baskets.random_key, cause, order_no)) as integer)
),
counted as (
  select
    *,
    1
      + cast(amount > 12 and draw(order_key, 'lines', 2) < 0.60 as integer)
      + cast(amount > 25 and draw(order_key, 'lines', 3) < 0.48 as integer)
      + cast(amount > 45 and draw(order_key, 'lines', 4) < 0.40 as integer)
      + cast(amount > 80 and draw(order_key, 'lines', 5) < 0.60 as integer) as lines
  from valued
),
shared as (
  select *, list_transform(range(1, lines + 1), lambda n: 0.4 + draw(order_key, 'share', n)) as shares
  from counted
),
lines as (
  select
    cause,
    person_no,
    order_no,
    day,
    order_key,
    unnest(range(1, lines + 1)) as line_no,
    unnest(shares) / list_sum(shares) * amount as line_amount
  from shared
),
quantified as (
  select
    *,
    case
      when line_amount > 420 then cast(ceil(line_amount / 150) as integer)
      when draw(order_key, 'quantity', line_no) < 0.12 and line_amount > 12 then 3
      when draw(order_key, 'quantity', line_no) < 0.30 and line_amount > 8 then 2
      else 1
    end as quantity
  from lines
)
select
  cause,
  person_no,
  order_no,
  day,
  cast(line_no as integer) as line_no,
  price_ladder.product_no,
  quantity,
  greatest(cast(line_amount / quantity as decimal(12, 2)), 0.50) as unit_amount
from quantified
join price_ladder
  on price_ladder.step = least(greatest(cast(round(20 * ln(line_amount / quantity)) as integer), 24), 119)
  and price_ladder.choice = cast(floor(choices * draw(order_key, 'product', line_no)) as integer)
