-- Three of ten customers ever call, some prospects too; Sunday's calls come on Monday.
with recursive calls(person_no, random_key, contact_no, day) as (
  select
    person_no,
    random_key,
    1,
    born_day + 1 + cast(floor(-ln(draw(random_key, 'first call', 0)) * 200) as integer)
  from person
  where draw(random_key, 'caller', 0) < 0.32
  union all
  select
    person_no,
    random_key,
    contact_no + 1,
    day + 1 + cast(floor(-ln(draw(random_key, 'next call', contact_no)) * 240) as integer)
  from calls
  where day + 1 + cast(floor(-ln(draw(random_key, 'next call', contact_no)) * 240) as integer) < :days
),
on_workdays as (
  select
    calls.* exclude (day),
    calls.day + cast(isodow(calendar_date) = 7 as integer) as day,
    hash(random_key, 'call', contact_no) as call_key
  from calls
  join calendar on calendar.day = calls.day
)
select
  row_number() over (order by day, call_key) as call_no,
  person_no,
  contact_no,
  call_key,
  day,
  25200 + cast(floor(36000 * draw(call_key, 'time', 0)) as integer) as second,
  1 + cast(floor(:agents * draw(call_key, 'agent', 0)) as integer) as agent_no,
  draw(call_key, 'abandoned', 0) < 0.07 as is_abandoned,
  contact_no > 1 and draw(call_key, 'anonymous', 0) < 0.05 as is_anonymous,
  case when contact_no > 1 and draw(call_key, 'direction', 0) < 0.12 then 'out' else 'in' end as direction,
  20 + cast(floor(-ln(draw(call_key, 'duration', 0)) * 210) as integer) as seconds,
  ['order status', 'product advice', 'return', 'complaint', 'invoice', 'loyalty card', 'order status', 'order status']
    [1 + cast(floor(8 * draw(call_key, 'topic', 0)) as integer)] as topic
from on_workdays
where day < :days
