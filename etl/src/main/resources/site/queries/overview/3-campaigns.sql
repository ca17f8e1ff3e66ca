select
  campaign_name, arm, verdict, people_treatment, people_control,
  relative_effect, relative_fieller_low as relative_low, relative_fieller_high as relative_high, is_window_finished
from rpt_campaign_effect, clientele_publication
where as_of_date = as_of and metric in (select min(metric) from rpt_campaign_effect where metric like 'conver%')
order by campaign_id like '(lists):%', (select max(started_at) from dim_campaign where dim_campaign.campaign_id = rpt_campaign_effect.campaign_id) desc nulls last, campaign_id desc, arm
limit 30
