select
  cast(employee.employee_id as varchar) as employee_id,
  concat(employee.given_name, ' ', employee.family_name) as name,
  employee.role,
  store.name as team,
  cast(employee.manager_id as varchar) as manager_id,
  store.region,
  employee.hired_on as hired_date,
  employee.left_on as left_date,
  employee.updated_at as changed_at
from shop__employee as employee
left join shop__store as store on store.store_id = employee.store_id
