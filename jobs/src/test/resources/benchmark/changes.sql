-- A night's changes, one in a hundred rows: of the orders half are new, a tenth are old ones that come
-- late, three tenths change and a tenth vanish with their lines; customers move their telephone; calls
-- and e-mails are new. :day is the new business date, :batch tells one night's keys from another's.
create temporary table touched on commit drop as
select order_id, order_id / 100 % 10 as share from shop.sales_order where order_id % 100 = 7;

insert into shop.sales_order
select (jsonb_populate_record(o, jsonb_build_object(
  'order_id', o.order_id + 100000000000 * :batch,
  'ordered_at', case when t.share < 5 then cast(:day as timestamp) + interval '9 hours' else o.ordered_at end,
  'updated_at', cast(:day as timestamp) + interval '9 hours'))).*
from shop.sales_order o join touched t using (order_id) where t.share < 6;

insert into shop.order_line
select (jsonb_populate_record(l, jsonb_build_object(
  'order_id', l.order_id + 100000000000 * :batch,
  'updated_at', cast(:day as timestamp) + interval '9 hours'))).*
from shop.order_line l join touched t using (order_id) where t.share < 6;

update shop.sales_order o set status = 'shipped', updated_at = cast(:day as timestamp) + interval '10 hours'
from touched t where t.order_id = o.order_id and t.share between 6 and 8 and o.status <> 'cancelled';

update shop.order_line l
set discount = discount + 0.01, amount = amount - 0.01, updated_at = cast(:day as timestamp) + interval '10 hours'
from touched t where t.order_id = l.order_id and t.share between 6 and 8;

delete from shop.order_return r using touched t where t.order_id = r.order_id and t.share = 9;
delete from shop.order_line l using touched t where t.order_id = l.order_id and t.share = 9;
delete from shop.sales_order o using touched t where t.order_id = o.order_id and t.share = 9;

update shop.customer
set phone = '+49 151 ' || (1000000 + customer_id), updated_at = cast(:day as timestamp) + interval '11 hours'
where customer_id % 100 = 7;

insert into call_centre.phone_call
select (jsonb_populate_record(c, jsonb_build_object(
  'call_id', c.call_id + 100000000000 * :batch,
  'started_at', to_char(cast(:day as timestamp) + interval '12 hours', 'DD.MM.YYYY HH24:MI:SS'),
  'updated_at', cast(:day as timestamp) + interval '12 hours'))).*
from call_centre.phone_call c where c.call_id % 100 = 7;

insert into mailing.email_send
select (jsonb_populate_record(s, jsonb_build_object(
  'send_id', s.send_id + 1000000000000000 * :batch,
  'sent_at', cast(:day as timestamp) + interval '13 hours',
  'updated_at', cast(:day as timestamp) + interval '13 hours'))).*
from mailing.email_send s join mailing.campaign c using (campaign_id)
where s.recipient_id % 100 = 7 and c.kind = 'newsletter';
