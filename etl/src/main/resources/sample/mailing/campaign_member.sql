select
  cast(campaign_no as integer) as campaign_id,
  recipient_no as recipient_id,
  arm,
  is_control,
  share as planned_share,
  case when is_control then cast(0 as decimal(10, 4)) else unit_cost end as unit_cost,
  cast(:from_date as timestamp) + to_seconds(86400 * day + 18000) as assigned_at,
  cast(:from_date as timestamp) + to_seconds(86400 * day + 18000) as updated_at
from campaign_member
join recipient on recipient.person_no = campaign_member.person_no
where day <= :until_day
