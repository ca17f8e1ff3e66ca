-- What an able engineer would write by hand for the same star: tables of the four systems are here
-- as shop_customer and so on; every table is written as one Parquet file.
create temp table account as
select 'shop' as source, cast(customer_id as varchar) as customer_id, kind, given_name, family_name,
  company_name, lower(trim(email)) as email, regexp_replace(regexp_replace(phone, '[^0-9+]', '', 'g'), '^0', '+49') as phone,
  loyalty_card, null as external_id, birth_date, gender, city, region, country, won_by as acquisition_channel,
  created_at, updated_at as changed_at
from shop_customer
union all by name
select 'call_centre' as source, cast(caller_id as varchar) as customer_id, 'person' as kind, first_name as given_name,
  surname as family_name, regexp_replace(regexp_replace(phone, '[^0-9+]', '', 'g'), '^0', '+49') as phone,
  'shop:' || customer_number as external_id, created_at, updated_at as changed_at
from call_centre_caller
union all by name
select 'mailing' as source, cast(recipient_id as varchar) as customer_id, 'person' as kind, first_name as given_name,
  last_name as family_name, lower(trim(email)) as email, 'newsletter' as acquisition_channel,
  subscribed_at as created_at, updated_at as changed_at
from mailing_recipient
union all by name
select 'crm' as source, cast(contact_id as varchar) as customer_id,
  case when is_company then 'company' else 'person' end as kind, first_name as given_name, last_name as family_name,
  lower(trim(email)) as email, regexp_replace(regexp_replace(mobile, '[^0-9+]', '', 'g'), '^0', '+49') as phone,
  loyalty_card, created_at, updated_at as changed_at
from crm_contact;

-- Accounts that share a card, an address or a telephone are one person: the smallest account wins, in
-- four rounds; what more than five names share joins nobody.
create temp table point as
with points as (
  select source || ':' || customer_id as account, family_name, unnest([
    'e' || email, 'p' || phone, 'l' || loyalty_card, 'x' || coalesce(external_id, source || ':' || customer_id)
  ]) as value
  from account
)
select account, value from points
where value is not null
  and value not in (
    select value from points where value is not null group by value
    having count(distinct family_name) > 5 or count(*) > 100);
create temp table person as select distinct account, account as person_id from point;
create or replace temp table person as
with least_of as (select value, min(person_id) as person_id from point join person using (account) group by value)
select account, min(person_id) as person_id from point join least_of using (value) group by account;
create or replace temp table person as
with least_of as (select value, min(person_id) as person_id from point join person using (account) group by value)
select account, min(person_id) as person_id from point join least_of using (value) group by account;
create or replace temp table person as
with least_of as (select value, min(person_id) as person_id from point join person using (account) group by value)
select account, min(person_id) as person_id from point join least_of using (value) group by account;
create or replace temp table person as
with least_of as (select value, min(person_id) as person_id from point join person using (account) group by value)
select account, min(person_id) as person_id from point join least_of using (value) group by account;
copy (
  select a.source, a.customer_id, coalesce(p.person_id, a.source || ':' || a.customer_id) as person_id
  from account a left join person p on p.account = a.source || ':' || a.customer_id
) to '{folder}/bridge_customer_identity.parquet' (format parquet, compression zstd);

create temp table dim_customer as
with ranked as (
  select coalesce(p.person_id, a.source || ':' || a.customer_id) as person_id, a.*
  from account a left join person p on p.account = a.source || ':' || a.customer_id
)
select hash(person_id) as customer_key, person_id,
  arg_max(kind, changed_at) as kind, arg_max(given_name, changed_at) as given_name,
  arg_max(family_name, changed_at) as family_name, arg_max(company_name, changed_at) as company_name,
  arg_max(email, changed_at) as email, arg_max(phone, changed_at) as phone,
  arg_max(birth_date, changed_at) as birth_date, arg_max(gender, changed_at) as gender,
  arg_max(city, changed_at) as city, arg_max(region, changed_at) as region, arg_max(country, changed_at) as country,
  arg_min(acquisition_channel, created_at) as acquisition_channel, min(created_at) as first_seen_at
from ranked group by person_id;
copy dim_customer to '{folder}/dim_customer.parquet' (format parquet, compression zstd);

create temp table dim_product as
select hash('shop:' || product_code) as product_key, 'shop:' || product_code as product_id, product_code as source_product_id,
  name, category, department, brand, price as unit_price, cost as unit_cost, is_service, is_repeatable, lasts_days,
  is_in_stock, updated_at as changed_at
from shop_product;
copy dim_product to '{folder}/dim_product.parquet' (format parquet, compression zstd);

create temp table dim_employee as
select hash('shop:' || e.employee_id) as employee_key, 'shop:' || e.employee_id as employee_id,
  e.given_name || ' ' || e.family_name as name, e.role, s.name as team, s.region
from shop_employee e left join shop_store s using (store_id)
union all
select hash('call_centre:' || agent_id), 'call_centre:' || agent_id, name, 'agent', team, null from call_centre_agent
union all
select hash('crm:' || sales_person_id), 'crm:' || sales_person_id, name, 'sales person', 'field sales', region
from crm_sales_person;
copy dim_employee to '{folder}/dim_employee.parquet' (format parquet, compression zstd);

create temp table dim_campaign as
select hash('mailing:' || campaign_id) as campaign_key, 'mailing:' || campaign_id as campaign_id, * exclude (campaign_id)
from mailing_campaign;
copy dim_campaign to '{folder}/dim_campaign.parquet' (format parquet, compression zstd);
copy (
  select cast(day as date) as calendar_date, year(day) as year, month(day) as month, day(day) as day_of_month,
    isodow(day) as day_of_week, weekofyear(day) as iso_week
  from generate_series(timestamp '2000-01-01', timestamp '2040-12-31', interval 1 day) as days(day)
) to '{folder}/dim_date.parquet' (format parquet, compression zstd);

create temp table fact_order_line as
with orders as (
  select o.*, s.channel, coalesce(p.person_id, 'shop:' || o.customer_id) as person_id
  from shop_sales_order o
  left join shop_store s using (store_id)
  left join person p on p.account = 'shop:' || o.customer_id
  where o.status <> 'cancelled'
),
lines as (
  select l.order_id || '-' || l.line_no as order_line_id, o.ordered_at, l.quantity, l.unit_price,
    l.discount as discount_amount, cast(l.amount as decimal(18, 2)) as line_amount, l.cost as line_cost,
    false as is_return, null as returned_order_line_id, l.order_id, l.product_code, o.ordered_at as sold_at
  from shop_order_line l join orders o using (order_id)
  union all
  select 'R' || r.return_id, r.returned_at, -r.quantity, l.unit_price, -l.discount,
    -try_cast(r.refund as decimal(18, 2)), -l.cost, true, r.order_id || '-' || r.line_no, r.order_id, l.product_code,
    o.ordered_at
  from shop_order_return r
  join shop_order_line l on l.order_id = r.order_id and l.line_no = r.line_no
  join orders o on o.order_id = r.order_id
  where try_cast(r.refund as decimal(18, 2)) is not null
)
select hash('shop:' || order_line_id) as order_line_key, hash('shop:' || l.order_id) as order_key, order_line_id,
  cast(l.order_id as varchar) as order_id, cast(o.customer_id as varchar) as source_customer_id, o.person_id,
  coalesce(c.customer_key, 0) as customer_key, coalesce(p.product_key, 0) as product_key, p.product_id,
  hash('shop:' || o.employee_id) as employee_key, o.channel, l.ordered_at,
  cast(timezone('Europe/Berlin', timezone('UTC', l.ordered_at)) as date) as order_date, l.sold_at, quantity,
  l.unit_price, discount_amount, line_amount, line_cost, line_amount - line_cost as margin_amount, o.currency,
  is_return, hash('shop:' || returned_order_line_id) as returned_order_line_key
from lines l
join orders o using (order_id)
left join dim_customer c on c.person_id = o.person_id
left join dim_product p on p.source_product_id = l.product_code;
copy fact_order_line to '{folder}/fact_order_line.parquet' (format parquet, compression zstd);

create temp table fact_interaction as
with contacts as (
  select 'call_centre' as source, cast(call_id as varchar) as interaction_id, cast(caller_id as varchar) as customer_id,
    'phone' as channel, direction, topic, 'call_centre:' || agent_id as employee_id,
    try_strptime(started_at, '%d.%m.%Y %H:%M:%S') as started_at, seconds as duration_seconds, outcome,
    null as campaign_id
  from call_centre_phone_call
  where try_strptime(started_at, '%d.%m.%Y %H:%M:%S') is not null
  union all
  select 'crm', cast(visit_id as varchar), cast(contact_id as varchar),
    case kind when 'visit' then 'visit' else 'meeting' end, 'outbound', purpose, 'crm:' || sales_person_id, visited_at,
    60 * minutes, result, null
  from crm_visit
  union all
  select 'mailing', cast(send_id as varchar), cast(recipient_id as varchar), 'email', 'outbound', c.kind, null, sent_at,
    null, 'sent', 'mailing:' || s.campaign_id
  from mailing_email_send s left join mailing_campaign c using (campaign_id)
)
select hash(i.source || ':' || interaction_id) as interaction_key, i.source, interaction_id,
  i.customer_id as source_customer_id, coalesce(p.person_id, i.source || ':' || i.customer_id) as person_id,
  coalesce(c.customer_key, 0) as customer_key, hash(employee_id) as employee_key, channel, direction, topic, outcome,
  started_at, cast(timezone('Europe/Berlin', timezone('UTC', started_at)) as date) as interaction_date,
  duration_seconds, hash(campaign_id) as campaign_key
from contacts i
left join person p on p.account = i.source || ':' || i.customer_id
left join dim_customer c on c.person_id = p.person_id;
copy fact_interaction to '{folder}/fact_interaction.parquet' (format parquet, compression zstd);

create temp table fact_campaign_member as
with members as (
  select m.campaign_id, m.recipient_id, m.arm, m.is_control, m.planned_share, m.assigned_at, m.unit_cost,
    coalesce(p.person_id, 'mailing:' || m.recipient_id) as person_id, s.sent_at,
    m.assigned_at + c.window_days * interval 1 day as window_ends_at
  from mailing_campaign_member m
  join mailing_campaign c using (campaign_id)
  left join mailing_email_send s on s.campaign_id = m.campaign_id and s.recipient_id = m.recipient_id
  left join person p on p.account = 'mailing:' || m.recipient_id
),
bought as (
  select m.campaign_id, m.recipient_id, count(distinct l.order_key) filter (where not l.is_return) as orders,
    sum(l.line_amount) as revenue, sum(l.margin_amount) as margin
  from members m
  join fact_order_line l on l.person_id = m.person_id and l.sold_at >= m.assigned_at and l.sold_at < m.window_ends_at
  group by all
)
select m.*, coalesce(b.orders, 0) as in_window_orders, coalesce(b.revenue, 0) as in_window_revenue,
  coalesce(b.margin, 0) as in_window_margin
from members m left join bought b using (campaign_id, recipient_id);
copy fact_campaign_member to '{folder}/fact_campaign_member.parquet' (format parquet, compression zstd);
copy (
  select hash(e.event_id) as campaign_response_key, s.campaign_id, s.recipient_id, e.kind, e.happened_at
  from mailing_email_event e join mailing_email_send s using (send_id)
) to '{folder}/fact_campaign_response.parquet' (format parquet, compression zstd);

create temp table customer_value as
select person_id, max(order_date) filter (where not is_return) as last_order_date,
  count(distinct order_date) filter (where not is_return) as frequency, sum(line_amount) as monetary
from fact_order_line group by person_id;
create temp table rpt_customer_value as
select *, 6 - ntile(5) over (order by last_order_date desc, person_id) as recency_score,
  ntile(5) over (order by frequency, person_id) as frequency_score,
  ntile(5) over (order by monetary, person_id) as monetary_score
from customer_value;
copy rpt_customer_value to '{folder}/rpt_customer_value.parquet' (format parquet, compression zstd);
copy (
  select recency_score, frequency_score, count(*) as customers, sum(monetary) as revenue from rpt_customer_value group by all
) to '{folder}/rpt_segment_summary.parquet' (format parquet, compression zstd);
copy (
  select campaign_id, arm, count(*) as members, sum(in_window_orders) as orders, sum(in_window_revenue) as revenue
  from fact_campaign_member group by all
) to '{folder}/rpt_campaign_funnel.parquet' (format parquet, compression zstd);
