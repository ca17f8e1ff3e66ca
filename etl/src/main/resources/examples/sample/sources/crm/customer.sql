select
  cast(contact_id as varchar) as customer_id,
  case when is_company then 'company' else 'person' end as kind,
  first_name as given_name,
  last_name as family_name,
  email,
  mobile as phone,
  loyalty_card,
  created_at,
  updated_at as changed_at
from crm__contact
