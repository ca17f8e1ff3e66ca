with offers as (
  select
    'cross-sell-candidates' as list,
    person_id,
    product_name as about,
    expected_revenue
  from rpt_cross_sell_candidate
  where as_of_date = :as_of and place = 1
),

advised as (
  select
    'campaign-contact-again' as list,
    advice.person_id,
    advice.campaign_name || ', ' || advice.arm as about,
    cast(null as double) as expected_revenue
  from rpt_campaign_advice as advice
  left join int_contact_block as block on block.person_id = advice.person_id and block.reason = 'no_consent'
  where advice.as_of_date = :as_of and advice.advice = 'contact_again' and block.person_id is null
),

occasions as (
  select
    person_id,
    kind || ' (' || relation || ')' as about,
    occasion_date
  from rpt_occasion_due
  where as_of_date = :as_of and is_due and exclusion is null
  union all
  select
    person_id,
    event || ' (' || relation || ')',
    event_date
  from rpt_life_event_due
  where as_of_date = :as_of and is_due and exclusion is null
),

nearest as (
  select
    *,
    row_number() over (partition by person_id order by occasion_date, about) as turn
  from occasions
),

listed as (
  select * from offers
  union all
  select 'occasions', person_id, about, cast(null as double) from nearest where turn = 1
  union all
  select * from advised
),

drawn as (
  select
    listed.*,
    hold_out_place(listed.person_id) < 10000 * :cross_sell_holdout_share as is_control
  from listed
)

select
  :as_of as as_of_date,
  drawn.list,
  drawn.list || '-' || cast(year_of(:as_of) as varchar) || '-' || substr(cast(100 + month_of(:as_of) as varchar), 2, 2)
    as campaign,
  drawn.person_id,
  customer.customer_key,
  drawn.is_control,
  case
    when drawn.is_control then cast(:cross_sell_holdout_share as double)
    else 1 - cast(:cross_sell_holdout_share as double)
  end as planned_share,
  drawn.about,
  drawn.expected_revenue,
  :run_id as run_id
from drawn
join dim_customer as customer on customer.person_id = drawn.person_id and customer.is_current
