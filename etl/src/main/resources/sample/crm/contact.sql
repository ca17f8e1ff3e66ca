-- Entered by hand from visiting cards: capitals, other spellings of numbers and names, half of the
-- cards, and some who married since.
select
  contact_no as contact_id,
  case when draw(contact.random_key, 'initial', record_no) < 0.10 then concat(substr(given_name, 1, 1), '.') else given_name end
    as first_name,
  case
    when record_no = 2 then replace(family_name, 'e', 'ee')
    when draw(contact.random_key, 'contact typo', 0) < 0.02 then concat(substr(family_name, 1, 2), substr(family_name, 4))
    when draw(contact.random_key, 'contact typo', 0) < 0.06
      then replace(replace(replace(replace(family_name, 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss')
    when draw(contact.random_key, 'contact typo', 0) < 0.09 then upper(family_name)
    when draw(contact.random_key, 'contact typo', 0) < 0.10 then concat(family_name, '-Hausmann')
    else family_name
  end as last_name,
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
