-- Three times the history before the history there is: what happened, 3, 6 and 9 years earlier.
insert into shop.sales_order
select (jsonb_populate_record(o, jsonb_build_object(
  'order_id', o.order_id + 10000000000 * k, 'ordered_at', o.ordered_at - 1095 * k * interval '1 day',
  'updated_at', o.updated_at - 1095 * k * interval '1 day'))).*
from shop.sales_order o, generate_series(1, 3) k;

insert into shop.order_line
select (jsonb_populate_record(l, jsonb_build_object(
  'order_id', l.order_id + 10000000000 * k, 'updated_at', l.updated_at - 1095 * k * interval '1 day'))).*
from shop.order_line l, generate_series(1, 3) k;

insert into call_centre.phone_call
select (jsonb_populate_record(c, jsonb_build_object(
  'call_id', c.call_id + 10000000000 * k,
  'started_at', to_char(c.updated_at - 1095 * k * interval '1 day', 'DD.MM.YYYY HH24:MI:SS'),
  'updated_at', c.updated_at - 1095 * k * interval '1 day'))).*
from call_centre.phone_call c, generate_series(1, 3) k;

insert into mailing.email_send
select (jsonb_populate_record(s, jsonb_build_object(
  'send_id', s.send_id + 100000000000000 * k, 'sent_at', s.sent_at - 1095 * k * interval '1 day',
  'updated_at', s.updated_at - 1095 * k * interval '1 day'))).*
from mailing.email_send s join mailing.campaign c using (campaign_id), generate_series(1, 3) k
where c.kind = 'newsletter';
