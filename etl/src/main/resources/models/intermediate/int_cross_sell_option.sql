with due as (
  select
    due.*,
    coalesce(score.probability, due.probability) as scored_probability
  from rpt_replenishment_due as due
  left join int_next_basket_score as score on score.person_id = due.person_id and score.product_id = due.product_id
  where due.as_of_date = :as_of and due.state in ('due', 'overdue')
),

options as (
  select
    person_id,
    product_id,
    'repeat' as kind,
    product_id as because_product_id,
    last_date as because_date,
    days_since,
    scored_probability as probability,
    probability as reason_probability,
    'Bought ' || product_name || ' ' || cast(days_since as varchar) || ' days ago, to be expected every '
    || cast(cast(floor(expected_days + 0.5) as integer) as varchar) || ' days; '
    || cast(cast(floor(100 * scored_probability + 0.5) as integer) as varchar) || ' of 100 like that buy it again within '
    || cast(cast(:cross_sell_horizon_days as integer) as varchar) || ' days.' as reason
  from due
  union all
  -- a score over all of a person's purchases thins out what the one sequence says
  select
    person_id,
    product_id,
    'follow' as kind,
    because_product_id,
    because_date,
    days_since,
    probability,
    probability as reason_probability,
    reason
  from int_follow_option
),

likeliest as (
  select
    *,
    row_number() over (partition by person_id, product_id order by reason_probability desc, kind) as option_place
  from options
),

blocks as (
  select
    person_id,
    max(case when reason = 'no_consent' then 1 else 0 end) as has_no_consent
  from int_contact_block
  group by person_id
),

judged as (
  select
    likeliest.*,
    likeliest.probability * cast(product.amount as double) / product.purchases as expected_revenue,
    likeliest.probability * cast(product.margin_amount as double) / product.purchases as expected_margin,
    case
      when not coalesce(product.is_available, true) then 'unavailable'
      when bought.person_id is not null and likeliest.kind = 'follow' and not coalesce(
        product.is_repeatable,
        product.gaps >= :cross_sell_min_gaps and product.repeat_buyers >= :cross_sell_min_repeat_share * product.buyers
      ) then 'owned'
      when blocks.has_no_consent = 1 then 'no_consent'
      when blocks.person_id is not null then 'contacted'
    end as exclusion
  from likeliest
  join int_product_repeat as product on product.product_id = likeliest.product_id
  left join int_product_gap as bought
    on bought.person_id = likeliest.person_id and bought.product_id = likeliest.product_id and bought.is_open
  left join blocks on blocks.person_id = likeliest.person_id
  where likeliest.option_place = 1
)

select
  person_id,
  product_id,
  kind,
  because_product_id,
  because_date,
  days_since,
  probability,
  expected_revenue,
  expected_margin,
  reason,
  exclusion,
  case
    when exclusion is null then cast(
      row_number() over (partition by person_id, exclusion order by expected_revenue desc, product_id) as integer
    )
  end as place
from judged
