with births as (
  select
    *,
    add_months(month_start(:as_of), 12 * (year - year_of(:as_of)) + greatest(month, 1) - month_of(:as_of)) as birth_month
  from int_occasion
  where kind = 'birthday' and year is not null
),

events as (
  select
    birth.*,
    rule.event,
    rule.offer,
    cast(rule.age_years as integer) as age_years,
    cast(rule.lead_days as integer) as lead_days,
    least(
      add_days(add_months(birth.birth_month, cast(12 * rule.age_years as integer)), greatest(birth.day, 1) - 1),
      add_days(add_months(birth.birth_month, cast(12 * rule.age_years + 1 as integer)), -1)
    ) as event_date
  from births as birth
  join setting_life_events as rule on rule.relation = birth.relation
),

blocks as (
  select person_id
  from int_contact_block
  where reason = 'no_consent'
)

select
  :as_of as as_of_date,
  event.person_id,
  event.event,
  event.relation,
  event.whom,
  event.event_date,
  event.month > 0 as is_day_known,
  event.age_years,
  event.lead_days,
  add_days(event.event_date, -event.lead_days) as contact_date,
  add_days(event.event_date, -event.lead_days) <= :as_of as is_due,
  event.offer,
  case when blocks.person_id is not null then 'no_consent' end as exclusion
from events as event
left join blocks on blocks.person_id = event.person_id
where
  event.event_date > :as_of
  and event.event_date <= add_days(:as_of, event.lead_days + cast(:occasion_ahead_days as integer))
