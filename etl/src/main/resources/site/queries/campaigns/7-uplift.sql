select campaign_name, arm, people_share, people, gain, gain_at_random, lowest_score, qini_area, uplift_area, people_learned_from
from rpt_uplift_curve, clientele_publication
where as_of_date = as_of
order by campaign_id like '(lists):%', (select max(started_at) from dim_campaign where dim_campaign.campaign_id = rpt_uplift_curve.campaign_id) desc nulls last, campaign_id desc, arm, position
