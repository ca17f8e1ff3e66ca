-- Whoever a store names as its manager leads it and those who work there.
with staff as (
  select * from rentals__staff
),

stores as (
  select * from rentals__store
),

addresses as (
  select * from rentals__address
),

cities as (
  select * from rentals__city
)

select
  cast(e.staff_id as varchar) as employee_id,
  concat(e.first_name, ' ', e.last_name) as name,
  case when s.manager_staff_id = e.staff_id then 'store manager' else 'sales' end as role,
  concat('store ', cast(e.store_id as varchar)) as team,
  case
    when s.manager_staff_id <> e.staff_id then cast(s.manager_staff_id as varchar)
  end as manager_id,
  i.city as region,
  e.last_update as changed_at
from staff e
left join stores s on s.store_id = e.store_id
left join addresses a on a.address_id = s.address_id
left join cities i on i.city_id = a.city_id
