with channels as (
  select unnest(['email', 'phone', 'post']) as channel, unnest([0.8, 0.5, 0.6]) as given_share
),
consents as (
  select
    contact_no,
    channel,
    day,
    day + 1 + cast(floor(-ln(draw(random_key, channel, 1)) * 10 * 365) as integer) as withdrawn_day
  from crm_contact
  cross join channels
  where record_no = 1 and draw(random_key, channel, 0) < given_share
)
select
  contact_no as contact_id,
  channel,
  'marketing' as purpose,
  cast(:from_date as timestamp) + to_seconds(86400 * day + 28800) as given_at,
  cast(case when withdrawn_day <= :until_day
    then cast(:from_date as timestamp) + to_seconds(86400 * withdrawn_day + 50400)
  end as timestamp) as withdrawn_at,
  cast(:from_date as timestamp) + to_seconds(
    case when withdrawn_day <= :until_day then 86400 * withdrawn_day + 50400 else 86400 * day + 28800 end
  ) as updated_at
from consents
where day <= :until_day
