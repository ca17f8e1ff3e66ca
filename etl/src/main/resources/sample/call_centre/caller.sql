-- Written down by ear: some surnames are misspelt, some callers tell their customer number.
select
  caller_no as caller_id,
  case when has_typo then concat(substr(family_name, 1, 2), substr(family_name, 2)) else family_name end as surname,
  given_name as first_name,
  case when draw(random_key, 'caller phone', 0) < 0.5 then concat('0049', phone_prefix, phone_number)
    else concat('0', phone_prefix, phone_number)
  end as phone,
  case when names_customer_number then 100000 + customer_no end as customer_number,
  cast(:from_date as timestamp) + to_seconds(86400 * first_day + 25200) as created_at,
  cast(:from_date as timestamp) + to_seconds(86400 * first_day + 25200) as updated_at
from caller
join person on person.person_no = caller.person_no
join contact_point on contact_point.person_no = caller.person_no
where first_day <= :until_day
