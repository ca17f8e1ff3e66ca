with people as (
  select
    campaign_id,
    person_id,
    arm,
    is_control,
    min(planned_share) as planned_share,
    count(*) as accounts,
    min(assigned_at) as assigned_at,
    min(sent_at) as sent_at,
    min(first_delivered_at) as delivered_at,
    min(first_opened_at) as opened_at,
    min(first_clicked_at) as clicked_at,
    min(first_visited_at) as visited_at,
    cast(
      case when count(sent_at) = 0 then sum(unit_cost) else sum(unit_cost) filter (where sent_at is not null) end
      as decimal(18, 4)
    ) as cost,
    max(case when is_first_of_person then window_ends_at end) as window_ends_at,
    max(case when is_first_of_person and is_window_finished then 1 else 0 end) = 1 as is_window_finished,
    max(in_window_orders) as orders,
    max(in_window_revenue) as revenue,
    max(in_window_margin) as margin
  from fact_campaign_member
  where not is_in_several_arms
  group by campaign_id, person_id, arm, is_control
),

pasts as (
  select
    people.campaign_id,
    people.person_id,
    count(distinct line.order_key) filter (where not line.is_return) as past_orders,
    sum(line.line_amount) as past_revenue,
    max(line.sold_at) filter (where not line.is_return) as last_order_at
  from people
  join fact_order_line as line
    on
      line.person_id = people.person_id
      and line.sold_at < people.assigned_at
      and line.ordered_at < people.assigned_at
      and line.sold_at >= day_start(add_days(business_date(people.assigned_at), -cast(:campaign_past_days as integer)))
  group by people.campaign_id, people.person_id
),

other_treatments as (
  select
    people.campaign_id,
    people.person_id,
    count(*) as other_campaigns
  from people
  join people as other
    on
      other.person_id = people.person_id
      and other.campaign_id <> people.campaign_id
      and not other.is_control
      and other.assigned_at < people.window_ends_at
      and other.window_ends_at > people.assigned_at
  group by people.campaign_id, people.person_id
)

select
  people.*,
  coalesce(past.past_orders, 0) as past_orders,
  coalesce(past.past_revenue, 0) as past_revenue,
  days_between(business_date(past.last_order_at), business_date(people.assigned_at)) as past_recency_days,
  coalesce(other.other_campaigns, 0) as other_campaigns
from people
left join pasts as past on past.campaign_id = people.campaign_id and past.person_id = people.person_id
left join other_treatments as other
  on other.campaign_id = people.campaign_id and other.person_id = people.person_id
