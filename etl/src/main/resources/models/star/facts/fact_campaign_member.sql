with listed as (
  select
    list.*,
    coalesce(survivor.survivor_person_id, list.person_id) as member_person_id,
    add_days(list.as_of_date, 1) as assigned_date,
    row_number() over (partition by list.campaign, list.person_id order by list.as_of_date) as turn
  from fact_list_delivery as list
  join dim_customer as customer on customer.person_id = list.person_id and customer.is_current
  left join bridge_person_survivor as survivor on survivor.person_id = list.person_id and survivor.is_current
  where list.as_of_date < :as_of and list.planned_share < 1
),

members as (
  select
    member.source,
    member.source || ':' || member.campaign_id as qualified_campaign_id,
    member.customer_id,
    member.arm,
    member.is_control,
    member.planned_share,
    member.assigned_at,
    business_date(member.assigned_at) as assigned_date,
    member.sent_at,
    member.unit_cost,
    member.currency,
    identity.person_id
  from stg_campaign_member as member
  join bridge_customer_identity as identity
    on identity.source = member.source and identity.customer_id = member.customer_id
  union all
  select
    '(lists)',
    '(lists):' || campaign,
    person_id,
    case when is_control then 'held out' else 'listed' end,
    is_control,
    planned_share,
    day_start(assigned_date),
    assigned_date,
    null,
    null,
    null,
    member_person_id
  from listed
  where turn = 1
),

assignments as (
  select
    hash_key(member.qualified_campaign_id || '|' || member.customer_id) as campaign_member_key,
    member.*,
    campaign.campaign_key,
    coalesce(customer.customer_key, 0) as customer_key,
    day_start(add_days(member.assigned_date, campaign.conversion_window_days + 1)) as window_ends_at,
    row_number() over (
      partition by member.qualified_campaign_id, member.person_id
      order by member.assigned_at, member.customer_id
    ) = 1 as is_first_of_person,
    min(member.arm) over (partition by member.qualified_campaign_id, member.person_id)
    <> max(member.arm) over (partition by member.qualified_campaign_id, member.person_id) as is_in_several_arms
  from members as member
  join dim_campaign as campaign on campaign.campaign_id = member.qualified_campaign_id
  left join dim_customer as customer
    on
      customer.person_id = member.person_id
      and member.assigned_at >= customer.valid_from
      and member.assigned_at < customer.valid_to
),

purchases as (
  select
    member.campaign_member_key,
    count(distinct line.order_key) filter (where not line.is_return) as orders,
    sum(line.line_amount) as revenue,
    case when count(*) = count(line.margin_amount) then sum(line.margin_amount) end as margin
  from assignments as member
  join fact_order_line as line
    on
      line.person_id = member.person_id
      and line.sold_at >= member.assigned_at
      and line.sold_at < member.window_ends_at
  where member.is_first_of_person
  group by member.campaign_member_key
)

select
  member.campaign_member_key,
  member.source,
  member.qualified_campaign_id as campaign_id,
  member.campaign_key,
  member.customer_id as source_customer_id,
  member.person_id,
  member.customer_key,
  member.arm,
  member.is_control,
  member.planned_share,
  member.assigned_at,
  member.assigned_date,
  year_of(member.assigned_date) * 10000 + month_of(member.assigned_date) * 100 + day_of(member.assigned_date)
    as assigned_date_key,
  member.sent_at,
  member.unit_cost,
  member.currency,
  member.is_first_of_person,
  member.is_in_several_arms,
  response.first_delivered_at,
  response.first_bounced_at,
  response.first_opened_at,
  response.first_clicked_at,
  response.first_replied_at,
  response.first_visited_at,
  response.first_unsubscribed_at,
  response.first_complained_at,
  response.first_redeemed_at,
  member.window_ends_at,
  member.window_ends_at <= :as_of_end as is_window_finished,
  case when member.is_first_of_person then coalesce(purchase.orders, 0) end as in_window_orders,
  case when member.is_first_of_person then coalesce(purchase.revenue, 0) end as in_window_revenue,
  case
    when not member.is_first_of_person then null
    when purchase.campaign_member_key is null then 0
    else purchase.margin
  end as in_window_margin,
  :run_id as run_id
from assignments as member
left join int_first_response as response
  on
    response.campaign_id = member.qualified_campaign_id
    and response.person_id = case when member.is_first_of_person then member.person_id end
left join purchases as purchase on purchase.campaign_member_key = member.campaign_member_key
