with employees as (
  select * from stg_employee
),

named as (
  select source, employee_id from stg_order_line where employee_id is not null
  union
  select source, employee_id from stg_interaction where employee_id is not null
),

delivered as (
  select
    employee.source || ':' || employee.employee_id as employee_id,
    employee.source,
    employee.employee_id as source_employee_id,
    employee.name,
    employee.role,
    employee.team,
    employee.source || ':' || employee.manager_id as manager_id,
    manager.name as manager_name,
    employee.region,
    employee.hired_date,
    employee.left_date,
    false as is_inferred,
    employee.changed_at
  from employees as employee
  left join employees as manager
    on manager.source = employee.source and manager.employee_id = employee.manager_id
),

inferred as (
  select
    named.source || ':' || named.employee_id as employee_id,
    named.source,
    named.employee_id as source_employee_id
  from named
  left join employees as employee
    on employee.source = named.source and employee.employee_id = named.employee_id
  where employee.employee_id is null
)

select * from delivered
union all
select employee_id, source, source_employee_id, null, null, null, null, null, null, null, null, true, null
from inferred
union all
select '(unknown)', null, null, '(unknown)', null, null, null, null, null, null, null, false, null
union all
select '(not applicable)', null, null, '(not applicable)', null, null, null, null, null, null, null, false, null
