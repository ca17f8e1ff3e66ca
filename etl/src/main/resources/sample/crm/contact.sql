-- Entered by hand from visiting cards: capitals, other spellings of numbers, half of the cards.
select
  contact_no as contact_id,
  given_name as first_name,
  case when record_no = 2 then replace(family_name, 'e', 'ee') else family_name end as last_name,
  case
    when draw(contact.random_key, 'contact e-mail', record_no) < 0.25 then null
    when draw(contact.random_key, 'contact e-mail', record_no) < 0.35 then upper(email)
    else email
  end as email,
  case when draw(contact.random_key, 'contact phone', record_no) < 0.8
    then concat('(0', phone_prefix, ') ', substr(phone_number, 1, 4), '-', substr(phone_number, 5))
  end as mobile,
  case when draw(contact.random_key, 'loyalty card', 0) < 0.55 and draw(contact.random_key, 'card noted', record_no) < 0.5
    then loyalty_card
  end as loyalty_card,
  contact.is_company,
  cast(sales_person_no as integer) as owner_id,
  cast(:from_date as timestamp) + to_seconds(86400 * day + 28800) as created_at,
  cast(:from_date as timestamp) + to_seconds(86400 * day + 28800) as updated_at
from crm_contact as contact
join person on person.person_no = contact.person_no
join contact_point on contact_point.person_no = contact.person_no
where day <= :until_day and coalesce(deleted_day > :until_day, true)
