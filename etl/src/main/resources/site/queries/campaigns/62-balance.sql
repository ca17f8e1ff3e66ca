select
  campaign_name, arm, trait, imbalance_before, imbalance_after, is_balanced, mean_treatment, mean_others, mean_matched,
  mean_peers, people_treatment, people_others, people_matched
from rpt_campaign_balance, clientele_publication
where as_of_date = as_of
order by campaign_id like '(lists):%', (select max(started_at) from dim_campaign where dim_campaign.campaign_id = rpt_campaign_balance.campaign_id) desc nulls last, campaign_id desc, arm, position
