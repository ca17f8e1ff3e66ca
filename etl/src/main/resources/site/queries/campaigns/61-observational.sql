select
  campaign_name, arm, metric, method, verdict_kind, effect, effect_low, effect_high, p, people_used, people_compared,
  mean_treatment, mean_compared, worst_imbalance, trend_p, verdict_kind in ('observed_more', 'observed_less') and method <> 'unadjusted' as is_clear
from rpt_campaign_observational as observed, clientele_publication
where as_of_date = as_of
order by campaign_id like '(lists):%', (select max(started_at) from dim_campaign where dim_campaign.campaign_id = observed.campaign_id) desc nulls last, campaign_id desc, arm, metric = 'revenue' desc, metric,
  case method when 'matched' then 1 when 'difference_in_differences' then 2 else 3 end
