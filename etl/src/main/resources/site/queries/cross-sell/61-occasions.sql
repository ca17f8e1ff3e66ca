with coming as (
  select as_of_date, kind as occasion, relation, contact_date, is_due, last_order_date, exclusion, person_id
  from rpt_occasion_due
  union all
  select as_of_date, event, relation, contact_date, is_due, null, exclusion, person_id
  from rpt_life_event_due
)
select
  occasion, relation,
  count(distinct person_id) filter (where is_due and exclusion is null) as due_people,
  count(distinct person_id) filter (where not is_due and contact_date <= as_of + 7 and exclusion is null) as week_people,
  count(distinct person_id) filter (where not is_due and exclusion is null) as coming_people,
  count(distinct person_id) filter (where last_order_date is not null and exclusion is null) as last_year_people,
  count(distinct person_id) filter (where exclusion is not null) as no_consent_people
from coming, clientele_publication
where as_of_date = as_of
group by occasion, relation
order by occasion, relation
