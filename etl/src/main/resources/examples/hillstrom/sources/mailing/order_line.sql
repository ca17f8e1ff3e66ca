-- The history is one order before the test, of men's and women's goods in equal parts where it holds
-- both; the spend is one order in the test's window, of goods that nobody tells.
with histories as (
  select
    _line,
    history,
    mens = '1' as has_mens,
    womens = '1' as has_womens,
    cast(add_days(date '2008-03-01', -28 * recency) as timestamp) as ordered_at
  from mailing__customers
),
lines as (
  select
    concat('M', cast(_line as varchar)) as order_line_id,
    concat('H', cast(_line as varchar)) as order_id,
    _line,
    'mens' as product_id,
    ordered_at,
    case when has_womens then history - cast(floor(history * 50) / 100 as decimal(18, 2)) else history end as amount
  from histories
  where has_mens
  union all
  select
    concat('W', cast(_line as varchar)) as order_line_id,
    concat('H', cast(_line as varchar)) as order_id,
    _line,
    'womens' as product_id,
    ordered_at,
    case when has_mens then cast(floor(history * 50) / 100 as decimal(18, 2)) else history end as amount
  from histories
  where has_womens
  union all
  select
    concat('S', cast(_line as varchar)) as order_line_id,
    concat('S', cast(_line as varchar)) as order_id,
    _line,
    null as product_id,
    timestamp '2008-03-08 12:00:00' as ordered_at,
    spend as amount
  from mailing__customers
  where conversion = '1'
)
select
  order_line_id,
  order_id,
  cast(_line as varchar) as customer_id,
  product_id,
  'web' as channel,
  ordered_at,
  1 as quantity,
  amount as unit_price,
  amount as line_amount,
  'USD' as currency,
  false as is_return
from lines
