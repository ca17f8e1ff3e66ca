select
  row_number() over (order by call_no) + 7000 as caller_no,
  person_no,
  call_no as first_call_no,
  day as first_day,
  draw(call_key, 'typo', 0) < 0.06 as has_typo,
  draw(call_key, 'customer number', 0) < 0.45 as names_customer_number
from phone_call
where contact_no = 1
