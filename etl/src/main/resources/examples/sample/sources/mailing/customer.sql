select
  cast(recipient_id as varchar) as customer_id,
  'person' as kind,
  first_name as given_name,
  last_name as family_name,
  email,
  'newsletter' as acquisition_channel,
  subscribed_at as created_at,
  updated_at as changed_at
from mailing__recipient
