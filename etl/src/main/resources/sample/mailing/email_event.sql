-- Bad row: the first click on a campaign's e-mail after day 100 came as a kind that nobody knows.
with bad as (
  select campaign_no, person_no
  from email_event
  where kind = 'clicked' and campaign_no < 1000 and day > 100
  order by day, second, campaign_no, person_no
  limit 1
)
select
  (campaign_no * 1000000000 + recipient_no) * 10 + kind_no as event_id,
  campaign_no * 1000000000 + recipient_no as send_id,
  case when kind = 'clicked' and (campaign_no, email_event.person_no) in (select (campaign_no, person_no) from bad)
    then 'forwarded'
    else kind
  end as kind,
  cast(:from_date as timestamp) + to_seconds(86400 * day + second) as happened_at,
  cast(:from_date as timestamp) + to_seconds(86400 * day + second) as updated_at
from email_event
join recipient on recipient.person_no = email_event.person_no
where day <= :until_day
