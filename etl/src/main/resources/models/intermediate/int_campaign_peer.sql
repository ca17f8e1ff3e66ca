with uncontrolled as (
  select
    member.campaign_id,
    campaign.conversion_window_days,
    min(member.assigned_at) as assigned_at
  from int_campaign_person as member
  join dim_campaign as campaign on campaign.campaign_id = member.campaign_id
  group by member.campaign_id, campaign.conversion_window_days
  having max(case when member.is_control then 1 else 0 end) = 0
),

members as (
  select distinct
    campaign_id,
    person_id
  from fact_campaign_member
),

candidates as (
  select
    uncontrolled.campaign_id,
    uncontrolled.conversion_window_days,
    customer.person_id,
    coalesce(customer.kind, 'person') as kind,
    customer.first_seen_at,
    person.arm,
    coalesce(person.assigned_at, uncontrolled.assigned_at) as assigned_at
  from uncontrolled
  join dim_customer as customer on customer.is_current and customer.customer_key > 0
  left join members on members.campaign_id = uncontrolled.campaign_id and members.person_id = customer.person_id
  left join int_campaign_person as person
    on person.campaign_id = uncontrolled.campaign_id and person.person_id = customer.person_id
  where
    person.person_id is not null
    or (members.person_id is null and customer.first_seen_at < uncontrolled.assigned_at)
),

dated as (
  select distinct
    campaign_id,
    assigned_at,
    conversion_window_days as window_days,
    business_date(assigned_at) as assigned_date
  from candidates
),

moments as (
  select
    campaign_id,
    assigned_at,
    assigned_date,
    day_start(add_days(assigned_date, window_days + 1)) as window_ends_at,
    day_start(add_days(assigned_date, -window_days)) as before_starts_at,
    day_start(add_days(assigned_date, -2 * window_days)) as earlier_starts_at,
    day_start(add_days(assigned_date, -cast(:campaign_past_days as integer))) as past_starts_at
  from dated
),

lines as (
  select
    candidate.campaign_id,
    candidate.person_id,
    line.order_key,
    line.is_return,
    line.line_amount,
    line.sold_at,
    line.sold_at >= candidate.assigned_at as is_after,
    line.sold_at < candidate.assigned_at and line.sold_at >= moment.before_starts_at as is_before,
    line.sold_at < moment.before_starts_at and line.sold_at >= moment.earlier_starts_at as is_earlier,
    line.sold_at < candidate.assigned_at
    and line.ordered_at < candidate.assigned_at
    and line.sold_at >= moment.past_starts_at as is_past
  from candidates as candidate
  join moments as moment
    on moment.campaign_id = candidate.campaign_id and moment.assigned_at = candidate.assigned_at
  join fact_order_line as line
    on
      line.person_id = candidate.person_id
      and line.sold_at < moment.window_ends_at
      and (line.sold_at >= moment.past_starts_at or line.sold_at >= moment.earlier_starts_at)
),

purchases as (
  select
    campaign_id,
    person_id,
    count(distinct order_key) filter (where is_after and not is_return) as orders,
    sum(line_amount) filter (where is_after) as revenue,
    count(distinct order_key) filter (where is_before and not is_return) as before_orders,
    sum(line_amount) filter (where is_before) as before_revenue,
    count(distinct order_key) filter (where is_earlier and not is_return) as earlier_orders,
    sum(line_amount) filter (where is_earlier) as earlier_revenue,
    count(distinct order_key) filter (where is_past and not is_return) as past_orders,
    sum(line_amount) filter (where is_past) as past_revenue,
    max(sold_at) filter (where is_past and not is_return) as last_order_at
  from lines
  group by campaign_id, person_id
),

contacts as (
  select
    candidate.campaign_id,
    candidate.person_id,
    count(*) as past_contacts
  from candidates as candidate
  join moments as moment
    on moment.campaign_id = candidate.campaign_id and moment.assigned_at = candidate.assigned_at
  join fact_interaction as contact
    on
      contact.person_id = candidate.person_id
      and contact.direction = 'outbound'
      and contact.started_at < candidate.assigned_at
      and contact.started_at >= moment.past_starts_at
  group by candidate.campaign_id, candidate.person_id
)

select
  candidate.campaign_id,
  candidate.person_id,
  candidate.arm,
  candidate.kind,
  candidate.assigned_at,
  moment.window_ends_at <= :as_of_end as is_window_finished,
  coalesce(purchase.orders, 0) as orders,
  coalesce(purchase.revenue, 0) as revenue,
  coalesce(purchase.before_orders, 0) as before_orders,
  coalesce(purchase.before_revenue, 0) as before_revenue,
  coalesce(purchase.earlier_orders, 0) as earlier_orders,
  coalesce(purchase.earlier_revenue, 0) as earlier_revenue,
  coalesce(purchase.past_orders, 0) as past_orders,
  coalesce(purchase.past_revenue, 0) as past_revenue,
  days_between(business_date(purchase.last_order_at), moment.assigned_date) as past_recency_days,
  coalesce(contacts.past_contacts, 0) as past_contacts,
  case
    when candidate.first_seen_at < candidate.assigned_at
      then days_between(business_date(candidate.first_seen_at), moment.assigned_date)
    else 0
  end as tenure_days
from candidates as candidate
join moments as moment
  on moment.campaign_id = candidate.campaign_id and moment.assigned_at = candidate.assigned_at
left join purchases as purchase
  on purchase.campaign_id = candidate.campaign_id and purchase.person_id = candidate.person_id
left join contacts
  on contacts.campaign_id = candidate.campaign_id and contacts.person_id = candidate.person_id
