select
  campaign_no * 1000000000 + recipient_no as send_id,
  cast(campaign_no as integer) as campaign_id,
  recipient_no as recipient_id,
  cast(:from_date as timestamp) + to_seconds(86400 * day + second) as sent_at,
  cast(:from_date as timestamp) + to_seconds(86400 * day + second) as updated_at
from email_send
join recipient on recipient.person_no = email_send.person_no
where day <= :until_day
