-- From the clock back to the day, by cells of 500 ticks.
with cells as (
  select day, unnest(range((clock + 499) // 500, (clock + ticks + 499) // 500)) as cell
  from calendar
)
select cell, day
from cells
