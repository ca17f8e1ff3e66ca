select
  campaign_name, arm, metric, dimension, about, segment, people_treatment, people_control, absolute_effect,
  absolute_low, absolute_high, shrunk_effect, interaction_statistic, interaction_q, cost_per_person, advice,
  coalesce(interaction_q < 0.05, false) as is_clear
from rpt_campaign_segment_effect, clientele_publication
where as_of_date = as_of and metric = 'revenue' and absolute_effect is not null
order by campaign_id like '(lists):%', (select max(started_at) from dim_campaign where dim_campaign.campaign_id = rpt_campaign_segment_effect.campaign_id) desc nulls last, campaign_id desc, arm, interaction_q, dimension, about, segment
