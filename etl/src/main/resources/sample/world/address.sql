-- Where a person lives: from birth, and from the day of a move on.
with versions as (
  select person_no, random_key, 0 as move_no, born_day as from_day from person
  union all
  select person_no, random_key, 1, first_move_day from person where first_move_day < :days
)
select
  person_no,
  move_no,
  from_day,
  city,
  region,
  country,
  lpad(cast(postcode + cast(floor(80 * draw(random_key, 'postcode', move_no)) as integer) as varchar),
    case when country = 'Deutschland' then 5 else 4 end, '0') as postcode,
  concat(
    ['Lindenweg', 'Hauptstraße', 'Gartenstraße', 'Am Markt', 'Bahnhofstraße', 'Kirchgasse', 'Schulstraße', 'Rosenweg']
      [1 + cast(floor(8 * draw(random_key, 'street', move_no)) as integer)],
    ' ', 1 + cast(floor(120 * draw(random_key, 'house', move_no)) as integer)) as street
from versions
join city on city_no = cast(floor(30 * power(draw(random_key, 'city', move_no), 1.8)) as integer)
