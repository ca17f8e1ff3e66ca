-- Who subscribes agrees to e-mails; who unsubscribes withdraws it.
select
  cast(recipient_id as varchar) as customer_id,
  'email' as channel,
  'marketing' as purpose,
  subscribed_at as given_at,
  unsubscribed_at as withdrawn_at
from mailing__recipient
