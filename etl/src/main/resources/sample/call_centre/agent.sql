select
  cast(agent_no as integer) as agent_id,
  concat(given_name.name, ' ', family_name.name) as name,
  case when agent_no % 3 = 0 then 'second line' else 'first line' end as team,
  cast(case when agent_no > 1 then 1 end as integer) as supervisor_id,
  cast(:from_date as date) - 30 * cast(agent_no % 40 as integer) as hired_on,
  cast(:from_date as timestamp) as updated_at
from (
  select n as agent_no, hash(cast(:seed as bigint), 'agent', n) as agent_key
  from range(1, cast(:agents as bigint) + 1) as numbers(n)
)
join given_name on given_name.gender = 'f'
  and given_name.name_no = cast(floor(48 * draw(agent_key, 'given name', 0)) as integer)
join family_name on family_name.name_no = cast(floor(106 * draw(agent_key, 'family name', 0)) as integer)
