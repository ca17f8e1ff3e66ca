with placed as (
  select
    lifetime_value,
    lifetime_value_low,
    lifetime_value_high,
    row_number() over (order by lifetime_value desc, person_id) as place,
    count(*) over () as people,
    sum(lifetime_value) over () as lifetime_of_all
  from rpt_customer_value, clientele_publication
  where as_of_date = as_of and lifetime_value is not null
),
steps as (
  select
    ceil(20.0 * place / people) / 20 as customer_share,
    count(*) as customers,
    min(lifetime_value) as least_amount,
    sum(lifetime_value) / count(*) as mean_amount,
    sum(lifetime_value_low) / count(*) as mean_low_amount,
    sum(lifetime_value_high) / count(*) as mean_high_amount,
    sum(lifetime_value) / max(lifetime_of_all) as share
  from placed
  group by all
)
select
  customer_share, customers, least_amount, mean_amount, mean_low_amount, mean_high_amount,
  sum(share) over (order by customer_share) as lifetime_share
from steps
order by customer_share
