with birthdays as (
  select
    person_id,
    'birthday' as kind,
    'self' as relation,
    '' as whom,
    year_of(birth_date) as year,
    month_of(birth_date) as month,
    day_of(birth_date) as day
  from dim_customer
  where is_current and birth_date is not null
),

delivered as (
  select
    identity.person_id,
    lower(trim(occasion.kind)) as kind,
    lower(trim(occasion.relation)) as relation,
    coalesce(trim(occasion.whom), '') as whom,
    occasion.year,
    coalesce(occasion.month, 0) as month,
    coalesce(occasion.day, 0) as day
  from stg_occasion as occasion
  join bridge_customer_identity as identity
    on identity.source = occasion.source and identity.customer_id = occasion.customer_id
),

known as (
  select * from birthdays
  union all
  select delivered.*
  from delivered
  left join birthdays
    on birthdays.person_id = delivered.person_id and delivered.kind = 'birthday' and delivered.relation = 'self'
  where birthdays.person_id is null
),

occasions as (
  select
    person_id,
    kind,
    relation,
    whom,
    max(year) as year,
    month,
    day
  from known
  group by person_id, kind, relation, whom, month, day
),

months as (
  select
    *,
    case when month > 0 then add_months(month_start(:as_of), month - month_of(:as_of)) end as month_date
  from occasions
),

-- The month may have no such day in this year.
days as (
  select
    *,
    least(add_days(month_date, day - 1), add_days(add_months(month_date, 1), -1)) as this_year,
    least(add_days(add_months(month_date, 12), day - 1), add_days(add_months(month_date, 13), -1)) as next_year,
    least(add_days(add_months(month_date, -12), day - 1), add_days(add_months(month_date, -11), -1)) as last_year
  from months
)

select
  person_id,
  kind,
  relation,
  whom,
  year,
  month,
  day,
  case when this_year > :as_of then this_year else next_year end as next_date,
  case when this_year > :as_of then last_year else this_year end as previous_date
from days
