-- A newsletter every month to the recipients of that day, and the campaigns to all but their
-- control groups.
with newsletters as (
  select 1000 + n as campaign_no, cast(20 + 30 * n as integer) as day
  from range(0, cast(:days as bigint) // 30 + 1) as numbers(n)
),
sends as (
  select campaign_no, person_no, random_key, day
  from newsletters
  join person on subscribed_day < day and unsubscribed_day > day
  where day < :days
  union all
  select campaign_no, person_no, random_key, day
  from campaign_member
  where not is_control
)
select
  campaign_no,
  person_no,
  hash(random_key, 'send', campaign_no) as send_key,
  0.08 + 0.34 * draw(random_key, 'interest', 0) as open_rate,
  day,
  21600 + cast(floor(3600 * draw(random_key, 'send time', campaign_no)) as integer) as second
from sends
