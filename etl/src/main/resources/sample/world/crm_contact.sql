-- All companies and some of the other customers are known to the sales people; a few are entered
-- twice, and the second record is deleted when somebody sees it.
with entered as (
  select
    person_no,
    random_key,
    is_company,
    1 as record_no,
    born_day + 1 + cast(floor(-ln(draw(random_key, 'contact', 1)) * 30) as integer) as day
  from person
  where customer_no is not null and (is_company or draw(random_key, 'contact', 0) < 0.40)
),
with_duplicates as (
  select *, cast(null as integer) as deleted_day from entered
  union all
  select person_no, random_key, is_company, 2, day + 40, day + 40 + 60 + cast(floor(120 * draw(random_key, 'merged', 0)) as integer)
  from entered
  where draw(random_key, 'duplicate', 0) < 0.02
)
select
  row_number() over (order by day, random_key, record_no) as contact_no,
  person_no,
  random_key,
  is_company,
  record_no,
  day,
  deleted_day,
  1 + cast(floor(:sales_people * draw(random_key, 'owner', 0)) as integer) as sales_person_no
from with_duplicates
where day < :days
