with accounts as (
  select
    person_id,
    string_agg(source || ':' || customer_id, '; ' order by source, customer_id) as accounts
  from bridge_customer_identity
  group by person_id
),

due as (
  select
    person_id,
    kind as occasion,
    relation,
    whom,
    occasion_date,
    years,
    contact_date,
    last_order_date,
    last_order_amount,
    last_order_product,
    cast(null as varchar) as offer,
    exclusion,
    case
      when last_order_date is null then 'nothing ordered for it a year ago'
      else 'a year ago ' || last_order_product || ' on ' || cast(last_order_date as varchar) || ', '
        || cast(last_order_amount as varchar) || ' ' || :currency
    end as memory
  from rpt_occasion_due
  where as_of_date = :as_of and is_due
  union all
  select
    person_id, event, relation, whom, event_date, age_years, contact_date, null, null, null, offer, exclusion,
    'offer ' || offer
  from rpt_life_event_due
  where as_of_date = :as_of and is_due
)

select
  due.person_id,
  accounts.accounts,
  customer.name,
  customer.email,
  customer.phone,
  due.occasion,
  due.relation,
  due.whom,
  due.occasion_date,
  due.years,
  due.contact_date,
  due.last_order_date,
  due.last_order_amount,
  due.last_order_product,
  due.offer,
  due.occasion || ' (' || concat_ws(' ', due.relation, nullif(due.whom, '')) || ') on '
  || cast(due.occasion_date as varchar) || '; ' || due.memory as reason,
  case
    when due.exclusion is not null then due.exclusion
    when hold_out_place(due.person_id) < 10000 * :cross_sell_holdout_share
      then 'control_group'
    else 'listed'
  end as fate
from due
left join dim_customer as customer on customer.person_id = due.person_id and customer.is_current
left join accounts on accounts.person_id = due.person_id
