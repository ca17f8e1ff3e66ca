-- Planted: buyers with a rhythm. Each has one or two products; the first purchase comes within
-- months, some never buy again, the others at intervals until they stop.
with recursive buyers as (
  select person_no, random_key, born_day, unnest([1, 2]) as choice_no
  from person
  where has_rhythm
),
choices as (
  select
    buyers.*,
    rhythm.*,
    ln(median_days) + buyer_log_deviation * normal_draw(random_key, 'buyer rhythm', choice_no) as log_days,
    born_day + 1 + cast(floor(-ln(draw(random_key, 'rhythm start', choice_no)) * 60) as integer) as first_day,
    row_number() over (partition by person_no, product_no order by choice_no) as duplicate_no
  from buyers
  join rhythm
    on draw(random_key, 'rhythm product', choice_no) >= popularity_from
    and draw(random_key, 'rhythm product', choice_no) < popularity_to
  where choice_no = 1 or draw(random_key, 'second rhythm', 0) < 0.35
),
purchases(person_no, random_key, product_no, log_days, deviation, uptake, continuation, choice_no, order_no, day) as (
  select person_no, random_key, product_no, log_days, interval_log_deviation, uptake, continuation, choice_no, 0, first_day
  from choices
  where duplicate_no = 1 and first_day < :days
  union all
  select
    person_no,
    random_key,
    product_no,
    log_days,
    deviation,
    uptake,
    continuation,
    choice_no,
    order_no + 1,
    day + greatest(1, cast(round(exp(log_days + deviation * normal_draw(random_key, 'interval', order_no * 2 + choice_no))) as integer))
  from purchases
  where draw(random_key, 'again', order_no * 2 + choice_no) < (case when order_no = 0 then uptake else continuation end)
    and day + greatest(1, cast(round(exp(log_days + deviation * normal_draw(random_key, 'interval', order_no * 2 + choice_no))) as integer)) < :days
)
select person_no, random_key, cast(order_no * 2 + choice_no as integer) as order_no, product_no, day
from purchases
