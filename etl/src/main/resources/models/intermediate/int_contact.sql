with contacted as (
  select
    member.person_id,
    coalesce(campaign.channel, '(unknown)') as channel,
    member.campaign_id,
    business_date(member.sent_at) as contact_date,
    member.sent_at as contacted_at
  from fact_campaign_member as member
  join dim_campaign as campaign on campaign.campaign_id = member.campaign_id
  where member.sent_at is not null
  union all
  select
    person_id,
    channel,
    coalesce(campaign_id, '') as campaign_id,
    interaction_date as contact_date,
    started_at as contacted_at
  from fact_interaction
  where direction = 'outbound' and person_id is not null
),

contacts as (
  select
    person_id,
    channel,
    campaign_id,
    contact_date,
    days_between(cast('1970-01-01' as date), contact_date) as day_number,
    min(contacted_at) as contacted_at
  from contacted
  where
    contacted_at < :as_of_end
    and contact_date > add_days(:as_of, -cast(:campaign_pressure_history_days + :campaign_pressure_days as integer))
  group by person_id, channel, campaign_id, contact_date
),

-- whose a withdrawal is: the newest contact of its channel, of two at once the one of the later name
counted as (
  select
    contacts.*,
    count(*) over (
      partition by person_id, channel order by day_number
      range between :campaign_pressure_days preceding and 1 preceding
    ) as channel_contacts_before,
    count(*) over (
      partition by person_id order by day_number
      range between :campaign_pressure_days preceding and 1 preceding
    ) as contacts_before,
    lead(contacted_at) over (partition by person_id, channel order by contacted_at, contact_date, campaign_id) as next_in_channel_at,
    lead(contacted_at) over (partition by person_id, channel, campaign_id order by contact_date) as next_of_campaign_at
  from contacts
),

kept as (
  select
    *,
    add_days(contact_date, cast(:campaign_pressure_days as integer)) as last_answer_date
  from counted
  where contact_date > add_days(:as_of, -cast(:campaign_pressure_history_days as integer))
),

responses as (
  select
    response.person_id,
    response.campaign_id,
    coalesce(campaign.channel, '(unknown)') as channel,
    response.responded_at,
    response.response_date,
    case when response.kind in ('clicked', 'replied', 'visited', 'redeemed') then 'answered' else response.kind end as kind
  from fact_campaign_response as response
  join dim_campaign as campaign on campaign.campaign_id = response.campaign_id
  where response.responded_at < :as_of_end
),

told as (
  select
    campaign_id,
    max(case kind when 'opened' then 1 else 0 end) = 1 as tells_opened,
    max(case kind when 'answered' then 1 else 0 end) = 1 as tells_answered
  from responses
  group by campaign_id
),

answers as (
  select
    contact.person_id,
    contact.channel,
    contact.campaign_id,
    contact.contact_date,
    max(case response.kind when 'opened' then 1 else 0 end) as opened,
    max(case response.kind when 'answered' then 1 else 0 end) as answered
  from kept as contact
  join responses as response
    on
      response.person_id = contact.person_id
      and response.campaign_id = contact.campaign_id
      and response.responded_at >= contact.contacted_at
      and response.responded_at < coalesce(contact.next_of_campaign_at, :as_of_end)
      and response.response_date <= contact.last_answer_date
  where response.kind in ('opened', 'answered')
  group by contact.person_id, contact.channel, contact.campaign_id, contact.contact_date
),

refusals as (
  select
    person_id,
    channel,
    responded_at as refused_at,
    kind
  from responses
  where kind in ('unsubscribed', 'complained')
  union all
  select
    identity.person_id,
    consent.channel,
    consent.withdrawn_at as refused_at,
    'unsubscribed' as kind
  from stg_consent as consent
  join bridge_customer_identity as identity
    on identity.source = consent.source and identity.customer_id = consent.customer_id
  where lower(consent.purpose) = :cross_sell_consent_purpose and consent.withdrawn_at < :as_of_end
),

told_in_channel as (
  select
    channel,
    max(case kind when 'unsubscribed' then 1 else 0 end) = 1 as tells_unsubscribed,
    max(case kind when 'complained' then 1 else 0 end) = 1 as tells_complained
  from refusals
  group by channel
),

refused as (
  select
    contact.person_id,
    contact.channel,
    contact.campaign_id,
    contact.contact_date,
    max(case refusal.kind when 'unsubscribed' then 1 else 0 end) as unsubscribed,
    max(case refusal.kind when 'complained' then 1 else 0 end) as complained
  from kept as contact
  join refusals as refusal
    on
      refusal.person_id = contact.person_id
      and refusal.channel = contact.channel
      and refusal.refused_at >= contact.contacted_at
      and refusal.refused_at < coalesce(contact.next_in_channel_at, :as_of_end)
      and business_date(refusal.refused_at) <= contact.last_answer_date
  group by contact.person_id, contact.channel, contact.campaign_id, contact.contact_date
)

select
  contact.person_id,
  contact.channel,
  contact.campaign_id,
  contact.contact_date,
  contact.contacted_at,
  contact.last_answer_date <= :as_of as is_followed,
  contact.channel_contacts_before,
  contact.contacts_before,
  case when told.tells_opened then coalesce(answers.opened, 0) = 1 end as is_opened,
  case when told.tells_answered then coalesce(answers.answered, 0) = 1 end as is_answered,
  case when told_in_channel.tells_unsubscribed then coalesce(refused.unsubscribed, 0) = 1 end as is_unsubscribed,
  case when told_in_channel.tells_complained then coalesce(refused.complained, 0) = 1 end as is_complained
from kept as contact
left join told on told.campaign_id = contact.campaign_id
left join told_in_channel on told_in_channel.channel = contact.channel
left join answers
  on
    answers.person_id = contact.person_id
    and answers.channel = contact.channel
    and answers.campaign_id = contact.campaign_id
    and answers.contact_date = contact.contact_date
left join refused
  on
    refused.person_id = contact.person_id
    and refused.channel = contact.channel
    and refused.campaign_id = contact.campaign_id
    and refused.contact_date = contact.contact_date
