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
  advice.advice,
  advice.person_id,
  accounts.accounts,
  customer.name,
  customer.email,
  customer.phone,
  advice.evidence,
  advice.campaign_name,
  advice.arm,
  cast(advice.effect as decimal(18, 2)) as revenue_effect,
  cast(advice.effect_low as decimal(18, 2)) as revenue_effect_low,
  cast(advice.effect_high as decimal(18, 2)) as revenue_effect_high,
  cast(advice.cost_per_person as decimal(18, 4)) as cost_per_person,
  advice.reason,
  case
    when advice.advice = 'leave_alone' then 'listed'
    when without_consent.person_id is not null then 'no_consent'
    when hold_out_place(advice.person_id) < 10000 * :cross_sell_holdout_share
      then 'control_group'
    else 'listed'
  end as fate
from rpt_campaign_advice as advice
left join dim_customer as customer on customer.person_id = advice.person_id and customer.is_current
left join accounts on accounts.person_id = advice.person_id
left join without_consent on without_consent.person_id = advice.person_id
where advice.as_of_date = :as_of
