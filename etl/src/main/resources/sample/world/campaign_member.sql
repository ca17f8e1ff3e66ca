-- Customers among the recipients at that day: reactivation for those without an order for 150 days,
-- loyalty for those with one within a year, regulars the likelier the more they ordered; the arm is
-- drawn.
with past_orders as (
  select person_no, day from own_order
  union all
  select person_no, day from rhythm_order
),
histories as (
  select
    campaign.campaign_no,
    past_orders.person_no,
    count(*) as orders_before,
    max(past_orders.day) as last_day
  from campaign
  join past_orders on past_orders.day < campaign.day
  group by campaign.campaign_no, past_orders.person_no
),
eligible as (
  select histories.*, campaign.plan_no, campaign.day, campaign.window_days, person.random_key
  from histories
  join campaign on campaign.campaign_no = histories.campaign_no
  join person on person.person_no = histories.person_no
  where person.subscribed_day < campaign.day
    and person.unsubscribed_day > campaign.day
    and not person.is_company
    and case campaign.kind
      when 'reactivation' then campaign.day - last_day >= 150
      when 'loyalty' then campaign.day - last_day <= 365
      else true
    end
    and draw(person.random_key, 'audience', campaign.campaign_no)
      < case when campaign.kind = 'regulars' then least(0.7, 0.08 * orders_before) else 0.7 end
)
select
  eligible.campaign_no,
  eligible.person_no,
  eligible.random_key,
  eligible.day,
  eligible.window_days,
  cast(eligible.orders_before as integer) as orders_before,
  arm,
  is_control,
  share,
  unit_cost,
  case when orders_before < 3 then extra_orders_new else extra_orders_regular end as extra_orders
from eligible
join campaign_arm
  on campaign_arm.plan_no = eligible.plan_no
  and draw(eligible.random_key, 'arm', eligible.campaign_no) >= share_from
  and draw(eligible.random_key, 'arm', eligible.campaign_no) < share_to
