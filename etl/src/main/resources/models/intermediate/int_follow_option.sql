with found as (
  select *
  from rpt_product_sequence
  where as_of_date = :as_of and not is_repeat and q <= :cross_sell_false_discovery_rate
),

starts as (
  select
    person_id,
    product_id,
    min(purchase_date) as because_date
  from int_purchase_day
  group by person_id, product_id
),

open_starts as (
  select
    person_id,
    product_id,
    because_date,
    days_between(because_date, :as_of) as days_since
  from starts
  where because_date > add_days(:as_of, -cast(:cross_sell_max_gap_days as integer))
),

waited as (
  select distinct days_since
  from open_starts
),

chances as (
  select
    found.product_id,
    found.next_product_id,
    waited.days_since,
    found.starters - coalesce(sum(lag.customers) filter (where lag.lag_days <= waited.days_since), 0) as still_open,
    sum(lag.customers) filter (
      where lag.lag_days > waited.days_since and lag.lag_days <= waited.days_since + :cross_sell_horizon_days
    ) as went_on
  from found
  cross join waited
  join int_sequence_lag as lag
    on lag.product_id = found.product_id and lag.next_product_id = found.next_product_id and lag.lag_days >= 0
  group by found.product_id, found.next_product_id, waited.days_since, found.starters
),

options as (
  select
    start.person_id,
    found.next_product_id as product_id,
    start.product_id as because_product_id,
    start.because_date,
    start.days_since,
    cast(chance.went_on as double) / cast(chance.still_open as double) as probability,
    'Bought ' || found.product_name || ' ' || cast(start.days_since as varchar) || ' days ago; '
    || cast(cast(floor(100 * found.confidence + 0.5) as integer) as varchar) || ' of 100 who do go on to '
    || found.next_product_name || ' within ' || cast(cast(:cross_sell_max_gap_days as integer) as varchar) || ' days, '
    || cast(cast(floor(10 * found.lift + 0.5) / 10 as decimal(18, 1)) as varchar) || ' times as many as usual.' as reason
  from open_starts as start
  join found on found.product_id = start.product_id
  join chances as chance
    on
      chance.product_id = found.product_id
      and chance.next_product_id = found.next_product_id
      and chance.days_since = start.days_since
  left join int_product_gap as bought
    on bought.person_id = start.person_id and bought.product_id = found.next_product_id and bought.is_open
  where chance.went_on > 0 and coalesce(bought.purchase_date <= start.because_date, true)
),

ranked as (
  select
    *,
    row_number() over (partition by person_id, product_id order by probability desc, because_product_id) as place
  from options
)

select
  person_id,
  product_id,
  because_product_id,
  because_date,
  days_since,
  probability,
  reason
from ranked
where place = 1
