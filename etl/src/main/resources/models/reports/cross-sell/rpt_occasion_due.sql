with due as (
  select
    occasion.*,
    cast(coalesce(rule.lead_days, :occasion_default_lead_days) as integer) as lead_days
  from int_occasion as occasion
  left join setting_lead_times as rule on rule.kind = occasion.kind
),

coming as (
  select
    *,
    add_days(next_date, -lead_days) as contact_date
  from due
  where next_date is not null and next_date <= add_days(:as_of, lead_days + cast(:occasion_ahead_days as integer))
),

days as (
  select
    coming.person_id,
    coming.kind,
    coming.relation,
    coming.whom,
    coming.next_date,
    purchase.purchase_date,
    purchase.amount,
    product.name as product_name,
    sum(purchase.amount) over (
      partition by coming.person_id, coming.kind, coming.relation, coming.whom, coming.next_date, purchase.purchase_date
    ) as day_amount,
    row_number() over (
      partition by coming.person_id, coming.kind, coming.relation, coming.whom, coming.next_date
      order by purchase.purchase_date desc, purchase.amount desc, purchase.product_id
    ) as turn
  from coming
  join int_purchase_day as purchase
    on
      purchase.person_id = coming.person_id
      and purchase.purchase_date <= coming.previous_date
      and purchase.purchase_date
      >= add_days(coming.previous_date, -coming.lead_days - cast(:occasion_order_days as integer))
  join dim_product as product on product.product_id = purchase.product_id and product.is_current
),

blocks as (
  select person_id
  from int_contact_block
  where reason = 'no_consent'
)

select
  :as_of as as_of_date,
  coming.person_id,
  coming.kind,
  coming.relation,
  coming.whom,
  coming.next_date as occasion_date,
  cast(year_of(coming.next_date) - coming.year as integer) as years,
  coming.lead_days,
  coming.contact_date,
  coming.contact_date <= :as_of as is_due,
  days.purchase_date as last_order_date,
  days.day_amount as last_order_amount,
  days.product_name as last_order_product,
  case when blocks.person_id is not null then 'no_consent' end as exclusion
from coming
left join days
  on
    days.person_id = coming.person_id
    and days.kind = coming.kind
    and days.relation = coming.relation
    and days.whom = coming.whom
    and days.next_date = coming.next_date
    and days.turn = 1
left join blocks on blocks.person_id = coming.person_id
