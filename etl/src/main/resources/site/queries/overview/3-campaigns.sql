select
  campaign_name, arm, verdict, people_treatment, people_control,
  relative_effect, relative_low, relative_high, is_window_finished
from rpt_campaign_effect, clientele_publication
where as_of_date = as_of and metric in (select min(metric) from rpt_campaign_effect where metric like 'conver%')
order by campaign_id desc, arm
limit 30
