with arms as (
  select
    campaign_id,
    arm,
    is_control,
    case when min(planned_share) = max(planned_share) and count(planned_share) = count(*) then min(planned_share) end
      as planned_share,
    count(*) as people,
    count(sent_at) as people_sent,
    count(delivered_at) as people_delivered,
    count(opened_at) as people_opened,
    count(clicked_at) as people_clicked,
    count(visited_at) as people_visited,
    count(*) filter (where orders > 0) as people_ordered,
    count(*) filter (where not is_window_finished) as people_in_window,
    count(*) filter (where other_campaigns > 0) as people_in_other_campaigns,
    count(*) filter (where business_date(assigned_at) > add_days(:as_of, -7)) as people_last_7_days,
    cast(sum(cost) as decimal(18, 4)) as contact_cost
  from int_campaign_person
  group by campaign_id, arm, is_control
),

several as (
  select
    campaign_id,
    count(distinct person_id) as people_in_several_arms
  from fact_campaign_member
  where is_in_several_arms
  group by campaign_id
)

select
  arms.*,
  coalesce(several.people_in_several_arms, 0) as people_in_several_arms
from arms
left join several on several.campaign_id = arms.campaign_id
