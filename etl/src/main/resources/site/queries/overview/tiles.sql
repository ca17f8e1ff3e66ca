with day as (select as_of from clientele_publication),
lines as (
  select person_id, order_key, order_date, line_amount, is_return, as_of
  from fact_order_line, day
),
firsts as (
  select person_id, min(order_date) as first_date from lines where person_id is not null group by person_id
)
select 'revenue_30_days', sum(line_amount) filter (where order_date > as_of - 30), sum(line_amount) filter (where order_date > as_of - 60 and order_date <= as_of - 30) from lines
union all
select 'orders_30_days', count(distinct order_key) filter (where order_date > as_of - 30 and not is_return), count(distinct order_key) filter (where order_date > as_of - 60 and order_date <= as_of - 30 and not is_return) from lines
union all
select 'active_90_days', count(distinct person_id) filter (where order_date > as_of - 90), count(distinct person_id) filter (where order_date > as_of - 180 and order_date <= as_of - 90) from lines
union all
select 'new_30_days', count(*) filter (where first_date > as_of - 30), count(*) filter (where first_date > as_of - 60 and first_date <= as_of - 30) from firsts, day
