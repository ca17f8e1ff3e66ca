select campaign_name, arm, day as day_date, absolute_effect, anytime_low, anytime_high, anytime_p, people_treatment, people_control
from rpt_campaign_day
where campaign_id in (
  select campaign_id from rpt_campaign_day group by campaign_id order by max(day) desc, campaign_id desc limit 12
)
order by campaign_id like '(lists):%', (select max(started_at) from dim_campaign where dim_campaign.campaign_id = rpt_campaign_day.campaign_id) desc nulls last, campaign_id desc, arm, day
