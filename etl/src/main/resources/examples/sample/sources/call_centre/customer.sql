-- Some callers tell their customer number; it is a key of the shop.
select
  cast(caller_id as varchar) as customer_id,
  'person' as kind,
  first_name as given_name,
  surname as family_name,
  phone,
  case when customer_number is not null then concat('shop:', cast(customer_number as varchar)) end
    as external_id,
  created_at,
  updated_at as changed_at
from call_centre__caller
