with accounts as (
  select
    person_id,
    string_agg(source || ':' || customer_id, '; ' order by source, customer_id) as accounts
  from bridge_customer_identity
  group by person_id
),

without_consent as (
  select person_id from int_contact_block where reason = 'no_consent'
)

select
  value.segment,
  value.person_id,
  accounts.accounts,
  customer.name,
  customer.email,
  customer.phone,
  value.value_tier,
  value.last_order_date,
  value.order_days,
  value.revenue,
  cast(value.expected_revenue_365_days as decimal(18, 2)) as expected_revenue_next_year,
  value.segment || ': last order ' || cast(value.recency_days as varchar) || ' days ago, '
  || cast(value.frequency as varchar) || ' order days and '
  || cast(value.monetary as varchar) || ' ' || :currency
  || ' in ' || cast(:value_window_days as varchar) || ' days' as reason,
  -- who is held out of offers is so by the rule of rpt_cross_sell_candidate, which knows only those it has an offer for
  case
    when without_consent.person_id is not null then 'no_consent'
    when hold_out_place(value.person_id) < 10000 * :cross_sell_holdout_share
      then 'control_group'
    else 'listed'
  end as fate
from rpt_customer_value as value
left join dim_customer as customer on customer.person_id = value.person_id and customer.is_current
left join accounts on accounts.person_id = value.person_id
left join without_consent on without_consent.person_id = value.person_id
where value.as_of_date = :as_of
