with bounds as (
  select unnest([0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000]) as least_amount
),
classes as (
  select least_amount, coalesce(lead(least_amount) over (order by least_amount), 1e18) as next_amount from bounds
),
people as (
  select lifetime_value from rpt_customer_value, clientele_publication
  where as_of_date = as_of and lifetime_value is not null
),
counted as (
  select least_amount, count(lifetime_value) as customers, sum(lifetime_value) as lifetime_amount
  from classes
  left join people on lifetime_value >= least_amount and lifetime_value < next_amount
  group by least_amount
)
select
  least_amount, customers, customers / nullif(sum(customers) over (), 0) as customer_share,
  coalesce(lifetime_amount / nullif(sum(lifetime_amount) over (), 0), 0) as lifetime_share
from counted
qualify
  least_amount <= max(least_amount) filter (where customers > 0) over ()
  and least_amount >= min(least_amount) filter (where customers > 0) over ()
order by least_amount
