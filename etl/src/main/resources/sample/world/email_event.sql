-- What recipients did. An unsubscription answers the last thing that was sent before its day.
with opened as (
  select
    *,
    second + 60 + least(cast(floor(-ln(draw(send_key, 'open time', 0)) * 9000) as integer), 40000) as open_second
  from email_send
  where draw(send_key, 'bounce', 0) >= 0.015 and draw(send_key, 'open', 0) < open_rate
),
last_sends as (
  select person_no, max_by(campaign_no, (day, campaign_no)) as campaign_no, unsubscribed_day as day
  from email_send
  join person using (person_no)
  where email_send.day < unsubscribed_day and unsubscribed_day < :days
  group by person_no, unsubscribed_day
)
select 1 as kind_no, 'bounced' as kind, campaign_no, person_no, day, second + 30 as second
from email_send
where draw(send_key, 'bounce', 0) < 0.015
union all
select 2, 'opened', campaign_no, person_no, day, open_second
from opened
union all
select 3, 'clicked', campaign_no, person_no, day, open_second + 40
from opened
where draw(send_key, 'click', 0) < 0.16
union all
select 4, 'unsubscribed', campaign_no, person_no, day, 43200
from last_sends
