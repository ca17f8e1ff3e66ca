select
  campaign_name, arm, metric, verdict, people_treatment, people_control, mean_treatment,
  mean_control, relative_effect, relative_low, relative_high, p, q, anytime_relative_low,
  anytime_relative_high, sample_ratio_p, minimum_detectable_effect, is_window_finished,
  q < 0.05 and coalesce(is_sample_ratio_fine, true) as is_clear
from rpt_campaign_effect, clientele_publication
where as_of_date = as_of
order by metric, campaign_id desc, arm
