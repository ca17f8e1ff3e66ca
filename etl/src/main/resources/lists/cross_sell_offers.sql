with accounts as (
  select
    person_id,
    string_agg(source || ':' || customer_id, '; ' order by source, customer_id) as accounts
  from bridge_customer_identity
  group by person_id
)

select
  candidate.person_id,
  accounts.accounts,
  customer.name,
  customer.email,
  customer.phone,
  candidate.place,
  candidate.product_id,
  candidate.product_name,
  cast(candidate.probability as decimal(6, 4)) as probability,
  cast(candidate.expected_revenue as decimal(18, 2)) as expected_revenue,
  cast(candidate.expected_margin as decimal(18, 2)) as expected_margin,
  candidate.reason,
  max(candidate.expected_revenue) over (partition by candidate.person_id) as best_expected_revenue
from rpt_cross_sell_candidate as candidate
left join dim_customer as customer on customer.person_id = candidate.person_id and customer.is_current
left join accounts on accounts.person_id = candidate.person_id
where candidate.as_of_date = :as_of and not candidate.is_holdout
