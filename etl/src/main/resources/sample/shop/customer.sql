with customers as (
  select
    person.*,
    coalesce(first_move_day <= :until_day, false) as has_moved,
    coalesce(new_email_day <= :until_day, false) as has_new_email
  from person
  where customer_no is not null and born_day <= :until_day
)
select
  100000 + customers.customer_no as customer_id,
  case when is_company then 'company' else 'person' end as kind,
  given_name,
  family_name,
  case when is_company
    then concat(
      ['Café ', 'Büro ', 'Hotel ', 'Bäckerei '][1 + cast(floor(4 * draw(customers.random_key, 'company name', 0)) as integer)],
      family_name)
  end as company_name,
  case
    when draw(customers.random_key, 'no e-mail', 0) < 0.07 then null
    when draw(customers.random_key, 'capitals', 0) < 0.10 then concat(upper(substr(email, 1, 1)), substr(email, 2))
    when has_new_email then new_email
    else email
  end as email,
  case
    when draw(customers.random_key, 'shop phone', 0) < 0.30 then null
    when draw(customers.random_key, 'shop phone', 0) < 0.60 then concat('+49 ', phone_prefix, ' ', phone_number)
    when draw(customers.random_key, 'shop phone', 0) < 0.85 then concat('0', phone_prefix, '/', phone_number)
    else concat('0', phone_prefix, ' ', substr(phone_number, 1, 4), ' ', substr(phone_number, 5))
  end as phone,
  case when draw(customers.random_key, 'loyalty card', 0) < 0.55 then loyalty_card end as loyalty_card,
  case when not is_company and draw(customers.random_key, 'birth date', 0) < 0.6 then birth_date end as birth_date,
  case when not is_company then gender end as gender,
  street,
  postcode,
  city,
  region,
  country,
  case
    when home_store_no > 2 then 'store'
    else ['search', 'friends', 'newsletter', 'advert'][1 + cast(floor(4 * draw(customers.random_key, 'won by', 0)) as integer)]
  end as won_by,
  cast(:from_date as timestamp) + to_seconds(86400 * born_day + first_order.second - 240) as created_at,
  cast(:from_date as timestamp) + to_seconds(greatest(
    86400 * born_day + first_order.second - 240,
    case when has_moved then 86400 * first_move_day + 36000 else 0 end,
    case when has_new_email then 86400 * new_email_day + 36000 else 0 end
  )) as updated_at
from customers
join contact_point on contact_point.person_no = customers.person_no
join address on address.person_no = customers.person_no and address.move_no = cast(has_moved as integer)
join sales_order as first_order
  on first_order.person_no = customers.person_no
  and first_order.cause = 'own'
  and first_order.cause_no = 0
