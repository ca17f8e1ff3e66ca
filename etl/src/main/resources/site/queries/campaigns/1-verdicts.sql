select
  campaign_name, verdict_kind, arm, absolute_effect, absolute_low, absolute_high, relative_effect,
  incremental_total as incremental_revenue, cost, chance_to_win as win_probability, people_treatment, people_control
from rpt_campaign_effect, clientele_publication
where as_of_date = as_of and metric = 'revenue'
order by campaign_id like '(lists):%', (select max(started_at) from dim_campaign where dim_campaign.campaign_id = rpt_campaign_effect.campaign_id) desc nulls last, campaign_id desc, arm
