select
  person_id, previous_segment, segment, value_tier, last_order_date, revenue_last_365_days,
  expected_revenue_365_days, lifetime_value as lifetime_value_amount, probability_no_order_90_days
from rpt_customer_value, clientele_publication
where as_of_date = as_of and previous_segment is not null and previous_segment <> segment
order by coalesce(expected_revenue_365_days, 0) desc, monetary desc, person_id
limit 200
