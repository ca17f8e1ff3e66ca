-- All orders, each with its cause, numbered in the order in which they came. Walk-in customers name
-- nobody; unpaid orders are made up beside the laws and are cancelled by the shop after a week.
with made as (
  select 'own' as cause, person_no, order_no as cause_no, random_key, day, null as campaign_no from own_order
  union all
  select 'rhythm', person_no, order_no, random_key, day, null from rhythm_order
  union all
  select 'campaign', person_no, order_no, random_key, day, campaign_no from campaign_order
  union all
  select 'follow-up', person_no, order_no, random_key, day, null from follow_up_order
  union all
  select 'unpaid', person_no, 0, random_key,
    born_day + 1 + cast(floor(-ln(draw(random_key, 'unpaid', 1)) * 400) as integer), null
  from person
  where customer_no is not null and draw(random_key, 'unpaid', 0) < 0.05
  union all
  select 'walk-in', null, n, hash(cast(:seed as bigint), 'walk-in', n),
    cast(floor(n / :walk_ins_per_day) as integer), null
  from range(0, cast(ceil(:walk_ins_per_day * :days) as bigint)) as numbers(n)
),
keyed as (
  select *, hash(random_key, cause, cause_no) as order_key
  from made
  where day < :days
),
placed as (
  select
    keyed.*,
    21600 + cast(floor(50400 * draw(order_key, 'time', 0)) as integer) as second,
    case
      when cause = 'walk-in' then 3 + cast(floor(8 * draw(order_key, 'store', 0)) as integer)
      when cause = 'unpaid' or draw(order_key, 'store', 0) < 0.16 then 1
      when draw(order_key, 'store', 0) < 0.20 then 2
      else home_store_no
    end as store_no
  from keyed
  left join person on person.person_no = keyed.person_no
)
select
  row_number() over (order by day, second, order_key) as order_no,
  cause,
  person_no,
  cause_no,
  order_key,
  day,
  second,
  store_no,
  case when store_no <= 2 then 1 + cast(floor(8 * draw(order_key, 'employee', 0)) as integer)
    else store_no * 10 + cast(floor(5 * draw(order_key, 'employee', 0)) as integer)
  end as employee_no,
  case when draw(order_key, 'voucher', 0) < 0.7 then campaign_no end as campaign_no
from placed
