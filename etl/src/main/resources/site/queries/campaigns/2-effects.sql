select
  campaign_name, arm, metric, verdict_kind, people_treatment, people_control, mean_treatment,
  mean_control, absolute_effect, absolute_low, absolute_high, relative_effect, relative_fieller_low as relative_low, relative_fieller_high as relative_high, p, q, holm_p, anytime_relative_low,
  anytime_relative_high, cuped_relative_effect, cuped_relative_low, cuped_relative_high,
  cuped_variance_cut as cuped_variance_share, sample_ratio_p, minimum_detectable_effect,
  worthwhile_power as worthwhile_probability, people_needed, days_needed, is_window_finished,
  verdict_kind in ('more', 'less', 'more_so_far', 'less_so_far') as is_clear
from rpt_campaign_effect, clientele_publication
where as_of_date = as_of
order by metric = 'revenue' desc, metric, campaign_id like '(lists):%', (select max(started_at) from dim_campaign where dim_campaign.campaign_id = rpt_campaign_effect.campaign_id) desc nulls last, campaign_id desc, arm
