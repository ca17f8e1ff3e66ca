-- Sales people see companies every other month and a few others in the stores.
with recursive visits(contact_no, random_key, is_company, sales_person_no, visit_no, day) as (
  select
    contact_no,
    random_key,
    is_company,
    sales_person_no,
    1,
    day + 1 + cast(floor(-ln(draw(random_key, 'visit', 1)) * 60) as integer)
  from crm_contact
  where record_no = 1 and (is_company or draw(random_key, 'visit', 0) < 0.10)
  union all
  select
    contact_no,
    random_key,
    is_company,
    sales_person_no,
    visit_no + 1,
    day + 7 + cast(floor(-ln(draw(random_key, 'visit', visit_no + 1)) * (case when is_company then 60 else 300 end)) as integer)
  from visits
  where day + 7 + cast(floor(-ln(draw(random_key, 'visit', visit_no + 1)) * (case when is_company then 60 else 300 end)) as integer) < :days
)
select
  row_number() over (order by day, random_key) as visit_no,
  contact_no,
  sales_person_no,
  is_company,
  hash(random_key, 'visit', visit_no) as visit_key,
  day,
  28800 + 900 * cast(floor(36 * draw(random_key, 'visit time', visit_no)) as integer) as second
from visits
where day < :days
