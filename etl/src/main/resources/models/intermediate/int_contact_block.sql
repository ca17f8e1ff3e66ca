with consents as (
  select
    identity.person_id,
    consent.given_at is not null
    and consent.given_at < :as_of_end
    and (consent.withdrawn_at is null or consent.withdrawn_at >= :as_of_end) as is_given
  from stg_consent as consent
  join bridge_customer_identity as identity
    on identity.source = consent.source and identity.customer_id = consent.customer_id
  where lower(consent.purpose) = :cross_sell_consent_purpose
),

consenting as (
  select distinct person_id
  from consents
  where is_given
),

sources as (
  select count(*) as consents
  from consents
),

contacts as (
  select
    person_id,
    started_at as contacted_at
  from fact_interaction
  where direction = 'outbound' and person_id is not null
  union all
  select
    person_id,
    sent_at as contacted_at
  from fact_campaign_member
  where sent_at is not null
)

select
  customer.person_id,
  'no_consent' as reason
from dim_customer as customer
cross join sources
left join consenting on consenting.person_id = customer.person_id
where
  customer.is_current
  and customer.customer_key > 0
  and customer.survivor_person_id is null
  and sources.consents > 0 and consenting.person_id is null
union all
select distinct
  person_id,
  'contacted' as reason
from contacts
where
  contacted_at < :as_of_end
  and business_date(contacted_at) > add_days(:as_of, -cast(:cross_sell_quiet_days as integer))
