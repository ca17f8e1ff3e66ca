select
  campaign_name, arm, incremental_total as incremental_revenue, incremental_low as incremental_low_revenue,
  incremental_high as incremental_high_revenue, mean_treatment * people_treatment as attributed_revenue,
  cost, incremental_return, incremental_return_low, incremental_return_high, verdict
from rpt_campaign_effect, clientele_publication
where as_of_date = as_of and metric = 'revenue'
order by incremental_total desc nulls last, campaign_id, arm
