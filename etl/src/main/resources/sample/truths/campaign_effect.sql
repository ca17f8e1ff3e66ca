-- Planted extra orders for each member, and how many there were to be had.
select
  campaign.campaign_no as campaign_id,
  campaign.name,
  campaign.kind,
  campaign_member.arm,
  case when orders_before < 3 then 'fewer than 3 orders before' else '3 or more orders before' end as segment,
  cast(:from_date as date) + campaign.day as assigned_on,
  campaign.window_days,
  extra_orders as extra_orders_per_member,
  count(*) as members
from campaign_member
join campaign on campaign.campaign_no = campaign_member.campaign_no
where campaign.day <= :until_day
group by all
