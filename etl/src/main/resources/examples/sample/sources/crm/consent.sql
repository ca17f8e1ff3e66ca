select
  cast(contact_id as varchar) as customer_id,
  channel,
  purpose,
  given_at,
  withdrawn_at
from crm__consent
