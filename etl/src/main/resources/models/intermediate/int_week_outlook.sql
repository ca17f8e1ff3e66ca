with horizons as (
  select cast(position as integer) as weeks_ahead from int_week_sales where metric = 'orders' and position <= 8
),

foretold as (
  select origin.metric, 'level' as method, origin.position, horizons.weeks_ahead, origin.level as expected
  from int_week_sales as origin
  cross join horizons
  where origin.level_weeks = 8 and origin.level > 0
  union all
  select
    origin.metric,
    'season' as method,
    origin.position,
    horizons.weeks_ahead,
    origin.level * season.around / year_ago.level as expected
  from int_week_sales as origin
  cross join horizons
  join int_week_sales as year_ago
    on year_ago.metric = origin.metric and year_ago.position = origin.position - 52 and year_ago.level_weeks = 8
  join int_week_sales as season
    on season.metric = origin.metric
    and season.position = origin.position + horizons.weeks_ahead - 52
    and season.around_weeks = 3
  where origin.level_weeks = 8 and origin.level > 0 and year_ago.level > 0 and season.around > 0
)

select
  foretold.metric,
  foretold.method,
  foretold.position,
  foretold.weeks_ahead,
  add_days(origin.week_start_date, 7 * foretold.weeks_ahead) as week_start_date,
  foretold.position = origin.newest_position as is_newest,
  foretold.position + foretold.weeks_ahead > origin.newest_position - 52 as is_of_last_year,
  foretold.expected,
  actual.amount as actual
from foretold
join int_week_sales as origin on origin.metric = foretold.metric and origin.position = foretold.position
left join int_week_sales as actual
  on actual.metric = foretold.metric and actual.position = foretold.position + foretold.weeks_ahead
