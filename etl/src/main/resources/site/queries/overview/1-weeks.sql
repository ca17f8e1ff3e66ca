select
  date_trunc('week', order_date)::date as week_start_date,
  sum(line_amount) as revenue,
  count(distinct order_key) filter (where not is_return) as orders,
  count(distinct person_id) as customers
from fact_order_line, clientele_publication
where order_date >= date_trunc('week', as_of - 357) and order_date < date_trunc('week', as_of + 1)
group by all
order by week_start_date
