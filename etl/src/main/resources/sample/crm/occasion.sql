-- What the sales people noted of the days that matter to their contacts. Of some children only the
-- year of birth is known.
with noted as (
  select
    contact_no,
    day,
    person.random_key,
    unnest([1, 2, 3]) as note_no
  from crm_contact
  join person on person.person_no = crm_contact.person_no
  where record_no = 1 and not crm_contact.is_company
),
occasions as (
  select
    contact_no * 10 + note_no as occasion_id,
    contact_no,
    day + 3 as day,
    note_no,
    1 + cast(floor(12 * draw(random_key, 'occasion month', note_no)) as integer) as month,
    1 + cast(floor(28 * draw(random_key, 'occasion day', note_no)) as integer) as month_day,
    draw(random_key, 'occasion year', note_no) as year_draw
  from noted
  where draw(random_key, 'occasion', note_no) < case note_no when 1 then 0.20 when 2 then 0.15 else 0.12 end
)
select
  occasion_id,
  contact_no as contact_id,
  case note_no when 1 then 'birthday' when 2 then 'wedding' else 'gift' end as kind,
  case note_no when 1 then 'child' when 2 then 'partner' else 'parent' end as relation,
  case when note_no = 3 then ['Oma', 'Papa', 'Mama', 'Opa'][1 + cast(floor(4 * year_draw) as integer)] end as whom,
  case
    when note_no = 1 then year(cast(:from_date as date)) - 17 + cast(floor(18 * year_draw) as integer)
    when note_no = 2 and year_draw < 0.5 then year(cast(:from_date as date)) - 1 - cast(floor(60 * year_draw) as integer)
  end as first_year,
  case when note_no <> 1 or year_draw >= 0.1 then month end as month,
  case when note_no <> 1 or year_draw >= 0.1 then month_day end as day_of_month,
  cast(:from_date as timestamp) + to_seconds(86400 * day + 30000) as updated_at
from occasions
where day <= :until_day
