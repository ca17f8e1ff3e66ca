with people as (
  select * from int_customer_purchase
),

customers as (
  select person_id, customer_key from dim_customer where is_current
),

rfm_scores as (
  select * from int_rfm_score
),

order_scores as (
  select * from int_value_score
),

spend_model as (
  select
    max(estimate) filter (where parameter = 'p') as p,
    max(estimate) filter (where parameter = 'q') as q,
    max(estimate) filter (where parameter = 'gamma') as gamma
  from int_value_fit
  where model = 'gamma_gamma' and fitted_on = 'all'
),

margin_of_all as (
  select
    cast(sum(margin) as double) / nullif(cast(sum(costed_revenue) as double), 0) as margin_rate,
    cast(sum(paid_amount) as double) / nullif(cast(sum(paid_days) as double), 0) as mean_order_amount
  from people
),

-- Margin: a person's own rate, weighed with one mean order day at the rate of all; one cheap offer
-- among few orders says little of the margin of the next.
-- Amount: Fader and Hardie (2013), the mean by a customer's own orders and by those of all. It is
-- finite where q is greater than 1; else the customer's own mean has to do.
priced as (
  select
    person.*,
    case
      when person.margin is not null and person.costed_revenue > 0
        then
          (cast(person.margin as double) + everybody.margin_rate * everybody.mean_order_amount)
          / (cast(person.costed_revenue as double) + everybody.mean_order_amount)
      when person.margin is not null then everybody.margin_rate
    end as margin_rate,
    case
      when spend.q > 1
        then
          spend.p * (spend.gamma + cast(person.repeat_paid_amount as double))
          / (spend.p * cast(person.repeat_paid_days as double) + spend.q - 1)
      when person.paid_days > 0
        then cast(person.paid_amount as double) / cast(person.paid_days as double)
    end as expected_order_amount,
    case
      when spend.q > 1 then 'gamma_gamma'
      when person.paid_days > 0 then 'observed_mean'
    end as expected_order_amount_basis,
    spend.gamma + cast(person.repeat_paid_amount as double) as spend_scale
  from people as person
  cross join margin_of_all as everybody
  cross join spend_model as spend
)

select
  :as_of as as_of_date,
  person.person_id,
  customer.customer_key,
  person.first_order_date,
  person.last_order_date,
  person.order_days,
  person.revenue,
  person.margin,
  person.cost_known_share,
  person.revenue_last_365_days,
  person.recency_days,
  person.order_days_in_window as frequency,
  person.revenue_in_window as monetary,
  person.margin_in_window as monetary_margin,
  rfm.recency_score,
  rfm.frequency_score,
  rfm.monetary_score,
  rfm.segment,
  rfm.previous_segment,
  rfm.value_tier,
  orders.expected_orders_30_days,
  orders.expected_orders_90_days,
  orders.expected_orders_365_days,
  orders.orders_365_days_low,
  orders.orders_365_days_high,
  person.expected_order_amount,
  person.expected_order_amount_basis,
  orders.expected_orders_365_days * person.expected_order_amount as expected_revenue_365_days,
  orders.discounted_orders * person.expected_order_amount as lifetime_value,
  orders.spend_low_factor * person.spend_scale as lifetime_value_low,
  orders.spend_high_factor * person.spend_scale as lifetime_value_high,
  person.margin_rate,
  orders.expected_orders_365_days * person.expected_order_amount * person.margin_rate as expected_margin_365_days,
  orders.discounted_orders * person.expected_order_amount * person.margin_rate as lifetime_margin,
  person.spend_scale * least(orders.spend_low_factor * person.margin_rate, orders.spend_high_factor * person.margin_rate)
    as lifetime_margin_low,
  person.spend_scale
  * greatest(orders.spend_low_factor * person.margin_rate, orders.spend_high_factor * person.margin_rate)
    as lifetime_margin_high,
  orders.probability_alive,
  orders.probability_no_order_90_days,
  orders.forecast_gap
from priced as person
join customers as customer on customer.person_id = person.person_id
join rfm_scores as rfm on rfm.person_id = person.person_id
join order_scores as orders
  on
    orders.repeats = person.repeats
    and orders.last_at_days = person.last_at_days
    and orders.age_days = person.age_days
    and orders.repeat_paid_days = person.repeat_paid_days
