-- The telephone system writes its times as text.
select
  cast(call_id as varchar) as interaction_id,
  cast(caller_id as varchar) as customer_id,
  'phone' as channel,
  case direction when 'in' then 'inbound' when 'out' then 'outbound' end as direction,
  topic,
  cast(agent_id as varchar) as employee_id,
  parse_timestamp(started_at, 'dd.MM.yyyy HH:mm:ss') as started_at,
  seconds as duration_seconds,
  outcome
from call_centre__phone_call
