with customers as (
  select person_id
  from dim_customer
  where is_current and customer_key > 0 and survivor_person_id is null
),

everybody as (
  select count(*) as people
  from customers
),

recent as (
  select contact.person_id, contact.channel
  from int_contact as contact
  join customers on customers.person_id = contact.person_id
  where contact.contact_date > add_days(:as_of, -cast(:campaign_pressure_days as integer))
),

scoped as (
  select channel, person_id from recent
  union all
  select '(all)' as channel, person_id from recent
),

loads as (
  select
    channel,
    person_id,
    least(count(*), :campaign_pressure_most_contacts) as contacts
  from scoped
  group by channel, person_id
),

reached as (
  select
    channel,
    count(*) as people
  from loads
  group by channel
),

counted as (
  select channel, contacts, count(*) as people
  from loads
  group by channel, contacts
  union all
  select reached.channel, 0 as contacts, everybody.people - reached.people
  from reached
  cross join everybody
)

select
  :as_of as as_of_date,
  counted.channel,
  cast(counted.contacts as bigint) as contacts,
  counted.contacts = :campaign_pressure_most_contacts as is_or_more,
  cast(:campaign_pressure_days as integer) as window_days,
  counted.people,
  cast(counted.people as double) / everybody.people as people_share
from counted
cross join everybody
