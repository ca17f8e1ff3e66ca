-- The list follows a change of address after a month; a few never gave the address the shop knows.
with recipients as (
  select
    recipient.*,
    hash(recipient.person_no, 'recipient') as recipient_key
  from recipient
)
select
  recipient_no as recipient_id,
  case
    when has_other_address then concat('privat-', email)
    when new_email_day + 30 <= :until_day then new_email
    else email
  end as email,
  case when draw(recipient_key, 'unnamed', 0) < 0.05 then null else given_name end as first_name,
  case
    when draw(recipient_key, 'unnamed', 0) < 0.08 then null
    when draw(recipient_key, 'recipient typo', 0) < 0.02 then concat(family_name, substr(family_name, length(family_name)))
    when draw(recipient_key, 'recipient typo', 0) < 0.05 then lower(strip_accents(family_name))
    else family_name
  end as last_name,
  cast(:from_date as timestamp) + to_seconds(86400 * recipient.subscribed_day + 72000) as subscribed_at,
  cast(case when recipient.unsubscribed_day <= :until_day
    then cast(:from_date as timestamp) + to_seconds(86400 * recipient.unsubscribed_day + 43200)
  end as timestamp) as unsubscribed_at,
  cast(:from_date as timestamp) + to_seconds(greatest(
    86400 * recipient.subscribed_day + 72000,
    case when not has_other_address and new_email_day + 30 <= :until_day then 86400 * (new_email_day + 30) else 0 end,
    case when recipient.unsubscribed_day <= :until_day then 86400 * recipient.unsubscribed_day + 43200 else 0 end
  )) as updated_at
from recipients as recipient
join person on person.person_no = recipient.person_no
join contact_point on contact_point.person_no = recipient.person_no
where recipient.subscribed_day <= :until_day
