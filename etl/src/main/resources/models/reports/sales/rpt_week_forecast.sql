-- Two ways to foretell a week: as the eight weeks before, or these times what the week was a year ago beside its own
-- eight weeks before. The one that was nearer in the last year is taken. How far off it was then, at each number of weeks
-- ahead, is the band: split conformal prediction, so it asks for no law of the errors.
with sales as (
  select
    week_start(order_date) as week_start_date,
    count(distinct case when not is_return then order_key end) as orders,
    sum(line_amount) as revenue
  from fact_order_line
  group by week_start(order_date)
),

-- The first week of a history seldom is a whole one.
weeks as (
  select week_start_date, row_number() over (order by week_start_date) as position
  from (
    select distinct week_start_date
    from dim_date
    where week_start_date > (select min(week_start_date) from sales) and add_days(week_start_date, 6) <= :as_of
  ) as calendar
),

measured as (
  select 'orders' as metric, weeks.position, cast(coalesce(sales.orders, 0) as decimal(18, 2)) as amount
  from weeks
  left join sales on sales.week_start_date = weeks.week_start_date
  union all
  select 'revenue' as metric, weeks.position, cast(coalesce(sales.revenue, 0) as decimal(18, 2)) as amount
  from weeks
  left join sales on sales.week_start_date = weeks.week_start_date
),

summed as (
  select
    metric,
    position,
    amount,
    max(position) over (partition by metric) as newest,
    cast(sum(amount) over (partition by metric order by position rows between 7 preceding and current row) as double) / 8
      as level,
    count(*) over (partition by metric order by position rows between 7 preceding and current row) as level_weeks,
    cast(sum(amount) over (partition by metric order by position rows between 1 preceding and 1 following) as double) / 3
      as around,
    count(*) over (partition by metric order by position rows between 1 preceding and 1 following) as around_weeks
  from measured
),

horizons as (
  select position as weeks_ahead from weeks where position <= 8
),

foretold as (
  select
    origin.metric,
    'level' as method,
    origin.position,
    horizons.weeks_ahead,
    origin.newest,
    origin.level as expected
  from summed as origin
  cross join horizons
  where origin.level_weeks = 8 and origin.level > 0
  union all
  select
    origin.metric,
    'season' as method,
    origin.position,
    horizons.weeks_ahead,
    origin.newest,
    origin.level * season.around / year_ago.level as expected
  from summed as origin
  cross join horizons
  join summed as year_ago
    on year_ago.metric = origin.metric and year_ago.position = origin.position - 52 and year_ago.level_weeks = 8
  join summed as season
    on season.metric = origin.metric
    and season.position = origin.position + horizons.weeks_ahead - 52
    and season.around_weeks = 3
  where origin.level_weeks = 8 and origin.level > 0 and year_ago.level > 0 and season.around > 0
),

tested as (
  select
    foretold.metric,
    foretold.method,
    foretold.position,
    foretold.weeks_ahead,
    cast(actual.amount as double) / foretold.expected as ratio,
    cast(round(abs(cast(actual.amount as double) - foretold.expected) * 100) as bigint) as missed_hundredths
  from foretold
  join summed as actual
    on actual.metric = foretold.metric
    and actual.position = foretold.position + foretold.weeks_ahead
    and actual.position > actual.newest - 52
),

compared as (
  select
    season.metric,
    count(*) as weeks_compared,
    sum(season.missed_hundredths) as missed_by_season,
    sum(level.missed_hundredths) as missed_by_level
  from tested as season
  join tested as level
    on level.metric = season.metric
    and level.position = season.position
    and level.weeks_ahead = season.weeks_ahead
    and level.method = 'level'
  where season.method = 'season'
  group by season.metric
),

metrics as (
  select distinct metric from measured
),

chosen as (
  select
    metrics.metric,
    case
      when compared.weeks_compared >= 200 and compared.missed_by_season < compared.missed_by_level then 'season'
      else 'level'
    end as method
  from metrics
  left join compared on compared.metric = metrics.metric
),

ranked as (
  select
    tested.metric,
    tested.weeks_ahead,
    tested.ratio,
    row_number() over (partition by tested.metric, tested.weeks_ahead order by tested.ratio, tested.position) as place,
    count(*) over (partition by tested.metric, tested.weeks_ahead) as tests
  from tested
  join chosen on chosen.metric = tested.metric and chosen.method = tested.method
),

bands as (
  select
    metric,
    weeks_ahead,
    max(tests) as tests,
    max(case when place = floor(0.1 * (tests + 1)) then ratio end) as low_ratio,
    max(case when place = ceil(0.9 * (tests + 1)) then ratio end) as high_ratio
  from ranked
  where tests >= 20
  group by metric, weeks_ahead
)

select
  :as_of as as_of_date,
  foretold.metric,
  add_days(weeks.week_start_date, cast(7 * foretold.weeks_ahead as integer)) as week_start_date,
  foretold.weeks_ahead,
  foretold.method,
  foretold.expected,
  foretold.expected * bands.low_ratio as low,
  foretold.expected * bands.high_ratio as high,
  bands.tests
from foretold
join chosen on chosen.metric = foretold.metric and chosen.method = foretold.method
join weeks on weeks.position = foretold.position
join bands on bands.metric = foretold.metric and bands.weeks_ahead = foretold.weeks_ahead
where foretold.position = foretold.newest
