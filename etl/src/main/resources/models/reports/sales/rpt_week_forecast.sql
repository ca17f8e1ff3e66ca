-- Two ways to foretell a week: as the eight weeks before, or these times what the week was a year ago beside its own
-- eight weeks before. The one that was nearer in the last year is taken. How far off it was then, at each number of weeks
-- ahead, is the band: split conformal prediction, so it asks for no law of the errors.
with tested as (
  select
    metric,
    method,
    position,
    weeks_ahead,
    cast(actual as double) / expected as ratio,
    cast(round(abs(cast(actual as double) - expected) * 100) as bigint) as missed_hundredths
  from int_week_outlook
  where actual is not null and is_of_last_year
),

pairs as (
  select
    metric,
    position,
    weeks_ahead,
    max(case when method = 'level' then missed_hundredths end) as missed_by_level,
    max(case when method = 'season' then missed_hundredths end) as missed_by_season
  from tested
  group by metric, position, weeks_ahead
),

chosen as (
  select
    metric,
    case when count(missed_by_season) >= 200 and sum(missed_by_season) < sum(missed_by_level) then 'season' else 'level' end
      as method
  from pairs
  where missed_by_season is not null
  group by metric
),

-- Where no season could be tested, the level it is.
picked as (
  select
    tested.metric,
    tested.position,
    tested.weeks_ahead,
    tested.ratio
  from tested
  left join chosen on chosen.metric = tested.metric
  where tested.method = coalesce(chosen.method, 'level')
),

ranked as (
  select
    metric,
    weeks_ahead,
    ratio,
    row_number() over (partition by metric, weeks_ahead order by ratio, position) as place,
    count(*) over (partition by metric, weeks_ahead) as tests
  from picked
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
  outlook.metric,
  outlook.week_start_date,
  outlook.weeks_ahead,
  outlook.method,
  outlook.expected,
  outlook.expected * bands.low_ratio as low,
  outlook.expected * bands.high_ratio as high,
  bands.tests
from int_week_outlook as outlook
left join chosen on chosen.metric = outlook.metric
join bands on bands.metric = outlook.metric and bands.weeks_ahead = outlook.weeks_ahead
where outlook.is_newest and outlook.method = coalesce(chosen.method, 'level')
