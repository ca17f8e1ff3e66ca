-- Newsletters go to everybody and have no members: only campaigns are here. The tool reports what
-- bounced; all else was delivered.
with sends as (
  select send.send_id, send.campaign_id, send.recipient_id, send.sent_at
  from mailing__email_send as send
  join mailing__campaign as campaign on campaign.campaign_id = send.campaign_id
  where campaign.kind <> 'newsletter'
),
reported as (
  select
    cast(event.event_id as varchar) as response_id,
    sends.campaign_id,
    sends.recipient_id,
    event.kind,
    event.happened_at as responded_at,
    sends.send_id
  from mailing__email_event as event
  join sends on sends.send_id = event.send_id
),
bounces as (
  select send_id from mailing__email_event where kind = 'bounced'
),
delivered as (
  select
    concat('D', cast(sends.send_id as varchar)) as response_id,
    sends.campaign_id,
    sends.recipient_id,
    'delivered' as kind,
    sends.sent_at as responded_at,
    sends.send_id
  from sends
  left join bounces on bounces.send_id = sends.send_id
  where bounces.send_id is null
),
responses as (
  select * from reported
  union all
  select * from delivered
)
select
  response_id,
  cast(campaign_id as varchar) as campaign_id,
  cast(recipient_id as varchar) as customer_id,
  kind,
  responded_at,
  cast(send_id as varchar) as _send_id
from responses
