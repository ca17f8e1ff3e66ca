select
  campaign_name, arm, metric, incremental_total as incremental_revenue, incremental_low as incremental_low_revenue,
  incremental_high as incremental_high_revenue, attributed_total as attributed_revenue,
  overstated_share, cost, incremental_return, incremental_return_low, incremental_return_high, verdict_kind
from rpt_campaign_effect, clientele_publication
where as_of_date = as_of and metric in ('revenue', 'margin')
order by metric desc, campaign_id like '(lists):%', (select max(started_at) from dim_campaign where dim_campaign.campaign_id = rpt_campaign_effect.campaign_id) desc nulls last, campaign_id desc, arm
