-- Sales people visit companies; private customers meet them at tastings.
select
  cast(visit_id as varchar) as interaction_id,
  cast(contact_id as varchar) as customer_id,
  case kind when 'visit' then 'visit' else 'meeting' end as channel,
  'outbound' as direction,
  purpose as topic,
  cast(sales_person_id as varchar) as employee_id,
  visited_at as started_at,
  60 * minutes as duration_seconds,
  result as outcome
from crm__visit
