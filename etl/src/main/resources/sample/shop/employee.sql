-- Eight people for web shop and telephone, five a store; some are promoted, some leave.
with numbers as (
  select n as employee_no, case when n <= 4 then 1 else 2 end as store_no
  from range(1, 9) as office(n)
  union all
  select store_no * 10 + n, store_no
  from store
  cross join range(0, 5) as people(n)
  where store_no > 2
),
keyed as (
  select *, hash(cast(:seed as bigint), 'employee', employee_no) as employee_key
  from numbers
),
known as (
  select
    *,
    employee_no % 10 = case when store_no <= 2 then 1 else 0 end as is_manager,
    case when draw(employee_key, 'promoted', 0) < 0.3
      then 200 + cast(floor(1500 * draw(employee_key, 'promoted', 1)) as integer)
    end as promoted_day,
    case when draw(employee_key, 'left', 0) < 0.15
      then 400 + cast(floor(1500 * draw(employee_key, 'left', 1)) as integer)
    end as left_day,
    case when draw(employee_key, 'gender', 0) < 0.5 then 'f' else 'm' end as gender
  from keyed
)
select
  cast(employee_no as integer) as employee_id,
  given_name.name as given_name,
  family_name.name as family_name,
  case
    when is_manager then 'manager'
    when promoted_day <= :until_day then 'deputy manager'
    else 'sales assistant'
  end as role,
  cast(store_no as integer) as store_id,
  cast(case
    when is_manager then null
    when store_no <= 2 then 1
    else store_no * 10
  end as integer) as manager_id,
  cast(:from_date as date) - cast(floor(3000 * draw(employee_key, 'hired', 0)) as integer) as hired_on,
  cast(case when left_day <= :until_day then cast(:from_date as date) + left_day end as date) as left_on,
  cast(:from_date as timestamp) + to_seconds(86400 * greatest(
    0,
    case when promoted_day <= :until_day then promoted_day else 0 end,
    case when left_day <= :until_day then left_day else 0 end
  )) as updated_at
from known
join given_name on given_name.gender = known.gender
  and given_name.name_no = cast(floor(48 * draw(employee_key, 'given name', 0)) as integer)
join family_name on family_name.name_no = cast(floor(106 * draw(employee_key, 'family name', 0)) as integer)
