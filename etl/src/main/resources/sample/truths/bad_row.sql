with bad_rows as (
  select 1000000 + order_no as key, 'shop' as system, 'order_line' as table_name,
    'order ' || (1000000 + order_no) || ', line 1' as row_name,
    'product_code P-0999 is not there: the line stays, its product is unknown' as fault
  from sales_order
  where order_no = 777 and day <= :until_day
  union all
  (select order_no * 10 + line_no, 'shop', 'order_return', 'return ' || (order_no * 10 + line_no),
    'refund is "see receipt", no amount: quarantined'
  from order_return
  where day > 100 and day <= :until_day
  order by day, second, order_no, line_no
  limit 1)
  union all
  select call_no, 'call_centre', 'phone_call', 'call ' || call_no,
    'started_at is 31.02.2024 25:61:00, no day: quarantined'
  from phone_call
  where call_no = 100 and day <= :until_day
  union all
  (select (campaign_no * 1000000000 + recipient_no) * 10 + kind_no, 'mailing', 'email_event',
    'event ' || ((campaign_no * 1000000000 + recipient_no) * 10 + kind_no),
    'kind is "forwarded", which nobody knows: quarantined'
  from email_event
  join recipient on recipient.person_no = email_event.person_no
  where kind = 'clicked' and campaign_no < 1000 and day > 100 and day <= :until_day
  order by day, second, campaign_no, email_event.person_no
  limit 1)
)
select system, table_name, row_name, fault
from bad_rows
