select
  customer_id,
  first_name as given_name,
  last_name as family_name,
  email
from shop__customer
