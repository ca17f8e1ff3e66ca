with repeatable as (
  select
    product_id,
    product_name
  from int_product_repeat
  where coalesce(is_repeatable, gaps >= :cross_sell_min_gaps and repeat_buyers >= :cross_sell_min_repeat_share * buyers)
)

select
  gap.person_id,
  gap.product_id,
  gap.purchase_date as because_date,
  gap.gap_days as days_since,
  chance.return_probability as probability,
  'Bought ' || repeatable.product_name || ' ' || cast(gap.gap_days as varchar) || ' days ago; '
  || cast(cast(floor(100 * chance.return_probability + 0.5) as integer) as varchar)
  || ' of 100 who waited that long buy it again within '
  || cast(cast(:cross_sell_horizon_days as integer) as varchar) || ' days.' as reason
from int_product_gap as gap
join repeatable on repeatable.product_id = gap.product_id
join int_product_return as chance on chance.product_id = gap.product_id and chance.days_waited = gap.gap_days
join rpt_product_interval as rhythm on rhythm.product_id = gap.product_id and rhythm.as_of_date = :as_of
where
  gap.is_open
  and gap.gap_days >= rhythm.p20_days
  and gap.gap_days <= coalesce(rhythm.p80_days, gap.gap_days)
  and chance.return_probability > 0
