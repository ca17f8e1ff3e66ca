-- A person's ids in all systems, and the laws by which the person buys.
select
  person.person_no,
  100000 + customer_no as shop_customer_id,
  caller_no as call_centre_caller_id,
  recipient_no as mailing_recipient_id,
  contact.contact_no as crm_contact_id,
  duplicate.contact_no as crm_duplicate_contact_id,
  cast(:from_date as date) + born_day as known_since,
  case when customer_no is not null then daily_rate end as orders_a_day,
  case when customer_no is not null then dropout end as dropout,
  case when customer_no is not null then :p / spend_rate end as mean_order_value,
  has_rhythm
from person
left join caller on caller.person_no = person.person_no and first_day <= :until_day
left join recipient on recipient.person_no = person.person_no and recipient.subscribed_day <= :until_day
left join crm_contact as contact
  on contact.person_no = person.person_no and contact.record_no = 1 and contact.day <= :until_day
left join crm_contact as duplicate
  on duplicate.person_no = person.person_no
  and duplicate.record_no = 2
  and duplicate.day <= :until_day
  and duplicate.deleted_day > :until_day
where born_day <= :until_day
