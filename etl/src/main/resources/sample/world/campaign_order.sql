-- Planted: the orders that a campaign brought, soon rather than late in its window.
select
  person_no,
  random_key,
  campaign_no as order_no,
  day + 1 + cast(floor(
    -ln(1 - draw(random_key, 'campaign lag', campaign_no) * (1 - exp(-3.0))) / 3.0 * (window_days - 1)
  ) as integer) as day,
  campaign_no
from campaign_member
where draw(random_key, 'campaign order', campaign_no) < extra_orders
