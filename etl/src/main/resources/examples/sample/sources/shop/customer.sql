select
  cast(customer_id as varchar) as customer_id,
  kind,
  given_name,
  family_name,
  email,
  phone,
  loyalty_card,
  birth_date,
  gender,
  city,
  region,
  country,
  company_name,
  won_by as acquisition_channel,
  created_at,
  updated_at as changed_at
from shop__customer
