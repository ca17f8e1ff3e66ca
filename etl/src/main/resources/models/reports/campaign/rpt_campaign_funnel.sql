with arms as (
  select *
  from int_campaign_arm
),

stages as (
  select campaign_id, arm, 1 as position, 'assigned' as stage, people as stage_people from arms
  union all
  select campaign_id, arm, 2 as position, 'sent' as stage, people_sent as stage_people from arms
  union all
  select campaign_id, arm, 3 as position, 'delivered' as stage, people_delivered as stage_people from arms
  union all
  select campaign_id, arm, 4 as position, 'opened' as stage, people_opened as stage_people from arms
  union all
  select campaign_id, arm, 5 as position, 'clicked' as stage, people_clicked as stage_people from arms
  union all
  select campaign_id, arm, 6 as position, 'visited' as stage, people_visited as stage_people from arms
  union all
  select campaign_id, arm, 7 as position, 'ordered' as stage, people_ordered as stage_people from arms
),

known as (
  select
    campaign_id,
    stage
  from stages
  group by campaign_id, stage
  having sum(stage_people) > 0 or stage = 'ordered'
)

select
  :as_of as as_of_date,
  stages.campaign_id,
  campaign.name as campaign_name,
  stages.arm,
  arms.is_control,
  stages.position,
  stages.stage,
  stages.stage_people as people,
  cast(stages.stage_people as double) / arms.people as share_of_assigned
from stages
join known on known.campaign_id = stages.campaign_id and known.stage = stages.stage
join arms on arms.campaign_id = stages.campaign_id and arms.arm = stages.arm
join dim_campaign as campaign on campaign.campaign_id = stages.campaign_id
