select
  cast(agent_id as varchar) as employee_id,
  name,
  'agent' as role,
  team,
  cast(supervisor_id as varchar) as manager_id,
  hired_on as hired_date,
  updated_at as changed_at
from call_centre__agent
