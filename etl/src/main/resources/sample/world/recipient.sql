select
  row_number() over (order by subscribed_day, random_key) + 200000 as recipient_no,
  person_no,
  subscribed_day,
  unsubscribed_day,
  draw(random_key, 'other address', 0) < 0.04 as has_other_address
from person
where subscribed_day < :days
