select
  campaign_name, arm, verdict_kind, relative_effect, relative_low, relative_high, incremental_total as incremental_revenue,
  incremental_low as incremental_low_revenue, incremental_high as incremental_high_revenue, cost, chance_to_win as win_probability, people_treatment, people_control
from rpt_campaign_effect, clientele_publication
where as_of_date = as_of and metric = 'revenue'
order by campaign_id desc, arm
