with people as (
  select * from int_customer_purchase
),

measures as (
  select 'recency_days' as measure, cast(recency_days as decimal(18, 2)) as value from people
  union all
  select 'frequency' as measure, cast(order_days_in_window as decimal(18, 2)) as value from people
  union all
  select 'monetary' as measure, cast(revenue_in_window as decimal(18, 2)) as value from people
),

ranked as (
  select
    measure,
    value,
    row_number() over (partition by measure order by value) - 1 as place,
    count(*) over (partition by measure) as customers
  from measures
),

fifths as (
  select 1 as fifth union all select 2 as fifth union all select 3 as fifth union all select 4 as fifth
),

-- The quantile stands at (n - 1) * fifth / 5, so a value's share of it is a whole number of fifths.
-- Exact decimals keep a value that lies on a bound there; doubles would move it to either side.
weighted as (
  select
    ranked.measure,
    fifths.fifth,
    ranked.value,
    5 - abs(5 * ranked.place - (ranked.customers - 1) * fifths.fifth) as weight
  from ranked
  cross join fifths
  where abs(5 * ranked.place - (ranked.customers - 1) * fifths.fifth) < 5
),

bounds as (
  select
    measure,
    fifth,
    cast(sum(value * cast(weight as decimal(2, 0))) as decimal(20, 2)) * 0.2 as bound
  from weighted
  group by measure, fifth
),

extremes as (
  select measure, count(*) as customers, min(value) as minimum, max(value) as maximum
  from measures
  group by measure
),

quintiles as (
  select
    measure,
    max(bound) filter (where fifth = 1) as bound_20,
    max(bound) filter (where fifth = 2) as bound_40,
    max(bound) filter (where fifth = 3) as bound_60,
    max(bound) filter (where fifth = 4) as bound_80
  from bounds
  group by measure
),

fixed_bounds as (
  select * from setting_bounds where is_fixed
)

select
  :as_of as as_of_date,
  extremes.measure,
  extremes.customers,
  fixed.measure is not null as is_fixed,
  extremes.minimum,
  coalesce(cast(fixed.bound_20 as decimal(18, 3)), quintiles.bound_20) as bound_20,
  coalesce(cast(fixed.bound_40 as decimal(18, 3)), quintiles.bound_40) as bound_40,
  coalesce(cast(fixed.bound_60 as decimal(18, 3)), quintiles.bound_60) as bound_60,
  coalesce(cast(fixed.bound_80 as decimal(18, 3)), quintiles.bound_80) as bound_80,
  extremes.maximum
from extremes
join quintiles on quintiles.measure = extremes.measure
left join fixed_bounds as fixed on fixed.measure = extremes.measure
