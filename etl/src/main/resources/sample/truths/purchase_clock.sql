select calendar_date, cast(clock as double) / 10000 as clock_days
from calendar
where day <= :until_day
