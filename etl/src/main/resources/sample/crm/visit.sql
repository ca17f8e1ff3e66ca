select
  visit_no as visit_id,
  contact_no as contact_id,
  cast(sales_person_no as integer) as sales_person_id,
  case when is_company then 'visit' else 'tasting' end as kind,
  ['offer', 'tasting', 'complaint', 'contract', 'training']
    [1 + cast(floor(5 * draw(visit_key, 'purpose', 0)) as integer)] as purpose,
  cast(:from_date as timestamp) + to_seconds(86400 * day + second) as visited_at,
  cast(15 * (1 + floor(6 * draw(visit_key, 'minutes', 0))) as integer) as minutes,
  ['order expected', 'call again', 'no interest', 'satisfied']
    [1 + cast(floor(4 * draw(visit_key, 'result', 0)) as integer)] as result,
  cast(:from_date as timestamp) + to_seconds(86400 * day + second) as updated_at
from crm_visit
where day <= :until_day
