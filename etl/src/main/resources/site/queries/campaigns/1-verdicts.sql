select
  effect.campaign_name, coalesce(matched.verdict_kind, effect.verdict_kind) as verdict_kind, effect.arm, absolute_effect, absolute_low, absolute_high,
  relative_effect, effect.incremental_total as incremental_revenue, cost, chance_to_win as win_probability, effect.people_treatment, people_control
from rpt_campaign_effect as effect
join clientele_publication on effect.as_of_date = as_of
left join rpt_campaign_observational as matched
  on
    matched.as_of_date = as_of
    and matched.campaign_id = effect.campaign_id
    and matched.arm = effect.arm
    and matched.metric = effect.metric
    and matched.method = 'matched'
where effect.metric = 'revenue'
order by effect.campaign_id like '(lists):%', (select max(started_at) from dim_campaign where dim_campaign.campaign_id = effect.campaign_id) desc nulls last, effect.campaign_id desc, effect.arm
