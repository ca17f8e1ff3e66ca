select
  campaign_id,
  person_id,
  arm,
  is_control,
  min(planned_share) as planned_share,
  count(*) as accounts,
  min(assigned_at) as assigned_at,
  min(sent_at) as sent_at,
  min(first_delivered_at) as delivered_at,
  min(first_opened_at) as opened_at,
  min(first_clicked_at) as clicked_at,
  min(first_visited_at) as visited_at,
  cast(
    case when count(sent_at) = 0 then sum(unit_cost) else sum(unit_cost) filter (where sent_at is not null) end
    as decimal(18, 4)
  ) as cost,
  max(case when is_first_of_person and is_window_finished then 1 else 0 end) = 1 as is_window_finished,
  max(in_window_orders) as orders,
  max(in_window_revenue) as revenue,
  max(in_window_margin) as margin
from fact_campaign_member
where not is_in_several_arms
group by campaign_id, person_id, arm, is_control
