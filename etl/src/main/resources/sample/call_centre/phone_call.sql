-- The telephone system writes its times as text. Bad row: call 100 began on an impossible day.
select
  phone_call.call_no as call_id,
  case when not is_anonymous then caller_no end as caller_id,
  cast(case when not is_abandoned then agent_no end as integer) as agent_id,
  direction,
  topic,
  case when phone_call.call_no = 100 then '31.02.2024 25:61:00'
    else strftime(cast(:from_date as timestamp) + to_seconds(86400 * day + second), '%d.%m.%Y %H:%M:%S')
  end as started_at,
  cast(case when is_abandoned then least(seconds, 90) else seconds end as integer) as seconds,
  case
    when is_abandoned then 'abandoned'
    when draw(call_key, 'solved', 0) < 0.78 then 'solved'
    else 'open'
  end as outcome,
  cast(:from_date as timestamp) + to_seconds(86400 * day + second) as updated_at
from phone_call
join caller on caller.person_no = phone_call.person_no
where day <= :until_day
