-- Planted: extra orders per member within the window, for members with fewer than three orders
-- before and for the others. Campaign 3 has no effect; campaign 7 holds nobody out.
select
  cast(plan_no as integer) as plan_no,
  arm,
  arm = 'control' as is_control,
  cast(sum(share) over (partition by plan_no order by arm) - share as double) as share_from,
  cast(sum(share) over (partition by plan_no order by arm) as double) as share_to,
  cast(share as double) as share,
  cast(extra_orders_new as double) as extra_orders_new,
  cast(extra_orders_regular as double) as extra_orders_regular,
  cast(unit_cost as decimal(10, 4)) as unit_cost
from (values
  (1, 'control', .30, 0, 0, 0), (1, 'voucher', .70, .030, .150, .0600),
  (2, 'control', .20, 0, 0, 0), (2, 'recipe', .40, .060, .060, .0400), (2, 'sampler', .40, .120, .120, .0900),
  (3, 'control', .50, 0, 0, 0), (3, 'news', .50, 0, 0, .0300),
  (4, 'control', .25, 0, 0, 0), (4, 'recipe', .75, .040, .040, .0300),
  (5, 'control', .40, 0, 0, 0), (5, 'free shipping', .60, .080, .080, .0500),
  (6, 'control', .20, 0, 0, 0), (6, 'early access', .80, .100, .100, .0300),
  (7, 'invitation', 1, .100, .100, .2000)
) as arms(plan_no, arm, share, extra_orders_new, extra_orders_regular, unit_cost)
