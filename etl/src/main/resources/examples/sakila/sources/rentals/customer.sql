with customers as (
  select * from rentals__customer
),

addresses as (
  select * from rentals__address
),

cities as (
  select * from rentals__city
),

countries as (
  select * from rentals__country
)

select
  cast(c.customer_id as varchar) as customer_id,
  'person' as kind,
  c.first_name as given_name,
  c.last_name as family_name,
  c.email,
  a.phone,
  i.city,
  a.district as region,
  n.country,
  cast(c.create_date as timestamp) as created_at,
  c.last_update as changed_at
from customers c
left join addresses a on a.address_id = c.address_id
left join cities i on i.city_id = a.city_id
left join countries n on n.country_id = i.country_id
