select
  cast(sales_person_no as integer) as sales_person_id,
  concat(given_name.name, ' ', family_name.name) as name,
  ['north', 'east', 'south', 'west'][1 + sales_person_no % 4] as region,
  cast(case when sales_person_no > 1 then 1 end as integer) as manager_id,
  cast(:from_date as timestamp) as updated_at
from (
  select n as sales_person_no, hash(cast(:seed as bigint), 'sales person', n) as sales_person_key
  from range(1, cast(:sales_people as bigint) + 1) as numbers(n)
)
join given_name on given_name.gender = 'm'
  and given_name.name_no = cast(floor(48 * draw(sales_person_key, 'given name', 0)) as integer)
join family_name on family_name.name_no = cast(floor(106 * draw(sales_person_key, 'family name', 0)) as integer)
