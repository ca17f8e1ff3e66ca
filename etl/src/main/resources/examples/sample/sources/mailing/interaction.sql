select
  cast(send.send_id as varchar) as interaction_id,
  cast(send.recipient_id as varchar) as customer_id,
  'email' as channel,
  'outbound' as direction,
  campaign.kind as topic,
  send.sent_at as started_at,
  'sent' as outcome,
  cast(send.campaign_id as varchar) as campaign_id
from mailing__email_send as send
left join mailing__campaign as campaign on campaign.campaign_id = send.campaign_id
