with day as (select as_of, date_trunc('month', as_of - interval 11 month)::date as from_date from clientele_publication),
order_days as (
  select
    person_id, order_date,
    lag(order_date) over (partition by person_id order by order_date) as previous_date,
    lead(order_date) over (partition by person_id order by order_date) as next_date
  from (select distinct person_id, order_date from fact_order_line where person_id is not null and not is_return)
),
events as (
  select person_id, order_date as event_date, case when previous_date is null then 'new' when order_date - previous_date > 180 then 'returned' else 'stayed' end as event from order_days
  union all
  select person_id, order_date + 181, 'silent' from order_days where next_date is null or next_date - order_date > 180
)
select
  date_trunc('month', event_date)::date as month_start_date,
  count(distinct person_id) filter (where event <> 'silent') as active_customers,
  count(*) filter (where event = 'new') as new_customers,
  count(*) filter (where event = 'returned') as returned_customers,
  count(*) filter (where event = 'silent') as silent_customers
from events, day
where event_date between from_date and as_of
group by all
order by month_start_date
