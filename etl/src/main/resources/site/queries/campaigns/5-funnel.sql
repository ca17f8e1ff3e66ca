select campaign_name, arm, is_control, stage, people, share_of_assigned as people_share
from rpt_campaign_funnel, clientele_publication
where as_of_date = as_of
order by campaign_id like '(lists):%', (select max(started_at) from dim_campaign where dim_campaign.campaign_id = rpt_campaign_funnel.campaign_id) desc nulls last, campaign_id desc, arm, position
