select
  cast(member.campaign_id as varchar) as campaign_id,
  cast(member.recipient_id as varchar) as customer_id,
  member.arm,
  member.is_control,
  member.planned_share,
  member.assigned_at,
  send.sent_at,
  member.unit_cost,
  'EUR' as currency
from mailing__campaign_member as member
left join mailing__email_send as send
  on send.campaign_id = member.campaign_id
  and send.recipient_id = member.recipient_id
