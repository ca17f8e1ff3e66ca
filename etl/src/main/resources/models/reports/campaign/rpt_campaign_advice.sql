with people as (
  select *
  from int_campaign_trait
  where business_date(assigned_at) > add_days(:as_of, -cast(:campaign_advice_days as integer))
),

finished as (
  select
    effect.campaign_id, effect.campaign_name, effect.arm, effect.people_treatment, effect.people_control,
    effect.verdict_kind, effect.absolute_effect, effect.absolute_low, effect.absolute_high,
    coalesce(effect.cost / effect.people_treatment, 0) as cost_per_person
  from rpt_campaign_effect as effect
  where
    effect.as_of_date = :as_of
    and effect.metric = 'revenue'
    and effect.is_window_finished
    and effect.verdict_kind in ('more', 'less', 'no_effect_found')
),

-- of several ways to tell people apart the surest one speaks
differing as (
  select
    segment.*,
    rank() over (partition by campaign_id, arm order by interaction_p, dimension, about) as dimension_place
  from rpt_campaign_segment_effect as segment
  where as_of_date = :as_of and metric = 'revenue' and interaction_q < :campaign_level
),

segment_advice as (
  select
    segment.campaign_id, finished.campaign_name, segment.arm, segment.dimension, segment.about, segment.segment,
    segment.advice, segment.absolute_effect as effect, segment.absolute_low as effect_low,
    segment.absolute_high as effect_high, segment.cost_per_person,
    segment.people_treatment + segment.people_control as people_seen
  from differing as segment
  join finished on finished.campaign_id = segment.campaign_id and finished.arm = segment.arm
  where segment.dimension_place = 1 and segment.advice in ('contact_again', 'leave_alone')
),

unharmed as (
  select
    campaign_id,
    arm,
    max(case when absolute_effect >= 0 then 1 else 0 end) = 1 as has_unharmed
  from differing
  group by campaign_id, arm
),

campaign_advice as (
  select
    finished.campaign_id, campaign_name, finished.arm,
    case
      when verdict_kind = 'more' and absolute_low > cost_per_person then 'contact_again'
      when verdict_kind = 'less' and absolute_high < 0 and not coalesce(has_unharmed, false) then 'leave_alone'
    end as advice,
    absolute_effect as effect, absolute_low as effect_low, absolute_high as effect_high, cost_per_person,
    people_treatment + people_control as people_seen
  from finished
  left join unharmed on unharmed.campaign_id = finished.campaign_id and unharmed.arm = finished.arm
),

observed_costs as (
  select campaign_id, arm, cost / people_treatment as cost_per_person
  from rpt_campaign_effect
  where as_of_date = :as_of and metric = 'revenue'
),

observed_advice as (
  select
    observational.campaign_id, observational.campaign_name, observational.arm,
    case
      when verdict_kind = 'observed_more' and effect_low > coalesce(cost_per_person, 0) then 'contact_again'
      when verdict_kind = 'observed_less' and effect_high < 0 then 'leave_alone'
    end as advice,
    effect, effect_low, effect_high, cost_per_person, people_used + people_compared as people_seen
  from rpt_campaign_observational as observational
  left join observed_costs as cost
    on cost.campaign_id = observational.campaign_id and cost.arm = observational.arm
  where
    observational.as_of_date = :as_of
    and observational.metric = 'revenue'
    and observational.method = 'matched'
),

-- the narrower the scope, the better it fits
findings as (
  select
    person.campaign_id, person.person_id, person.assigned_at, advice.campaign_name, advice.arm, 1 as evidence_place,
    'experiment' as evidence, 1 as scope_place, advice.dimension as scope, advice.about, advice.segment,
    advice.advice, advice.effect, advice.effect_low, advice.effect_high, advice.cost_per_person, advice.people_seen
  from people as person
  join segment_advice as advice on advice.campaign_id = person.campaign_id
  left join int_campaign_category as bought
    on
      bought.campaign_id = person.campaign_id
      and bought.person_id = person.person_id
      and bought.category = advice.about
  where
    case advice.dimension
      when 'past_orders' then person.past_orders
      when 'past_revenue' then person.past_revenue
      when 'recency' then person.recency
      when 'tenure' then person.tenure
      when 'region' then person.region
      when 'acquisition_channel' then person.acquisition_channel
      when 'category' then case when bought.person_id is null then 'not bought' else 'bought' end
    end = advice.segment
  union all
  select
    person.campaign_id, person.person_id, person.assigned_at, advice.campaign_name, advice.arm, 1, 'experiment', 2, 'campaign', '', '',
    advice.advice, advice.effect, advice.effect_low, advice.effect_high, advice.cost_per_person, advice.people_seen
  from people as person
  join campaign_advice as advice on advice.campaign_id = person.campaign_id
  where advice.advice is not null
  union all
  select
    person.campaign_id, person.person_id, person.assigned_at, advice.campaign_name, advice.arm, 2, 'observational', 2, 'campaign', '', '',
    advice.advice, advice.effect, advice.effect_low, advice.effect_high, advice.cost_per_person, advice.people_seen
  from people as person
  join observed_advice as advice on advice.campaign_id = person.campaign_id and advice.arm = person.arm
  where advice.advice is not null
),

of_arms as (
  select
    findings.*,
    row_number() over (
      partition by campaign_id, person_id, arm
      order by scope_place, case advice when 'leave_alone' then 1 else 2 end, effect_low, scope, about, segment
    ) as place
  from findings
),

of_campaigns as (
  select
    of_arms.*,
    row_number() over (
      partition by campaign_id, person_id
      order by case advice when 'contact_again' then 1 else 2 end, effect_low desc, arm
    ) as arm_place
  from of_arms
  where place = 1
),

of_people as (
  select
    of_campaigns.*,
    row_number() over (partition by person_id order by evidence_place, assigned_at desc, campaign_id) as person_place
  from of_campaigns
  where arm_place = 1
)

select
  :as_of as as_of_date,
  person_id,
  advice,
  evidence,
  campaign_id,
  campaign_name,
  business_date(assigned_at) as assigned_date,
  arm,
  scope,
  about,
  segment,
  effect,
  effect_low,
  effect_high,
  cost_per_person,
  people_seen,
  (case evidence when 'observational' then 'observational: ' else '' end)
  || campaign_name || ', ' || arm || ': '
  || (
    case
      when scope = 'campaign' then 'people'
      else 'people of ' || replace(scope, '_', ' ') || (case about when '' then '' else ' ' || about end) || ' = ' || segment
    end
  )
  || ' brought ' || cast(cast(abs(effect) as decimal(18, 2)) as varchar)
  || ' ' || :currency || (case when effect < 0 then ' less' else ' more' end) || ' each than without ('
  || cast(cast(effect_low as decimal(18, 2)) as varchar) || ' to '
  || cast(cast(effect_high as decimal(18, 2)) as varchar) || ')'
  || (
    case
      when cost_per_person is null then ''
      else ', at a cost of ' || cast(cast(cost_per_person as decimal(18, 2)) as varchar)
    end
  ) as reason
from of_people
where person_place = 1
