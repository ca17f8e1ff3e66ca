select
  cast(sales_person_id as varchar) as employee_id,
  name,
  'sales person' as role,
  'field sales' as team,
  cast(manager_id as varchar) as manager_id,
  region,
  updated_at as changed_at
from crm__sales_person
