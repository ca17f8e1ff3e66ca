select
  campaign_name, arm, trait, imbalance_before, imbalance_after, is_balanced, mean_treatment, mean_others, mean_matched,
  mean_peers, people_treatment, people_others, people_matched
from rpt_campaign_balance, clientele_publication
where as_of_date = as_of
order by campaign_id desc, arm, position
