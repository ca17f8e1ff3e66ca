-- Planted: the second product ordered because of the first (see sequence_effect.sql).
with first_purchases as (
  select basket_line.person_no, effect_no, second_product_no, extra_probability, median_lag_days, lag_log_deviation, min(day) as first_day
  from basket_line
  join sequence_effect on sequence_effect.first_product_no = basket_line.product_no
  group by all
)
select
  first_purchases.person_no,
  person.random_key,
  effect_no as order_no,
  second_product_no as product_no,
  first_day + greatest(1, cast(round(
    median_lag_days * exp(lag_log_deviation * normal_draw(person.random_key, 'lag', effect_no))
  ) as integer)) as day
from first_purchases
join person on person.person_no = first_purchases.person_no
where draw(person.random_key, 'follow-up', effect_no) < extra_probability
