-- One row a day. The purchase clock runs faster in Advent and on Saturdays, slower in summer:
-- 10,000 ticks are an average day, so that over whole years a clock day is a day.
with weighted as (
  select
    cast(n as integer) as day,
    cast(:from_date as date) + cast(n as integer) as calendar_date,
    [8450, 8450, 9420, 9420, 9420, 8930, 8430, 8430, 9920, 10910, 13390, 14880]
      [month(cast(:from_date as date) + cast(n as integer))] as month_weight,
    [90, 90, 95, 100, 115, 135, 75]
      [isodow(cast(:from_date as date) + cast(n as integer))] as weekday_weight
  from range(cast(:calendar_days as bigint)) as days(n)
),
ticking as (
  select day, calendar_date, cast(month_weight * weekday_weight / 100 as bigint) as ticks
  from weighted
)
select
  day,
  calendar_date,
  greatest(year(calendar_date - 31) - year(cast(:from_date as date)), 0) as price_version,
  ticks,
  cast(sum(ticks) over (order by day) - ticks as bigint) as clock
from ticking
