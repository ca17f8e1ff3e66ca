-- The plan of a year, repeated every year.
with plan as (
  select *
  from (values
    (1, 'Come back', 'reactivation', '10 % voucher, valid three weeks', null, 1, 25, 21, 900.00),
    (2, 'Spring tea', 'cross_sell', 'Tea sampler with a recipe card', 'Tea sampler 12 sorts', 3, 10, 28, 1200.00),
    (3, 'New mugs', 'loyalty', 'The new mugs are here', 'Mug Wald', 5, 12, 14, 600.00),
    (4, 'Cold brew summer', 'cross_sell', 'Recipes for cold brew', 'Cold brew bottle', 7, 1, 21, 800.00),
    (5, 'We miss you', 'reactivation', 'Free shipping for a month', null, 9, 20, 30, 900.00),
    (6, 'Advent', 'loyalty', 'Advent tea calendar before anybody else', 'Advent tea calendar', 11, 20, 21, 1800.00),
    (7, 'Regulars first', 'regulars', 'An evening in the shop', null, 8, 17, 21, 700.00)
  ) as campaigns(plan_no, name, kind, offer, product_name, month_no, day_no, window_days, fixed_cost)
)
select
  cast((year(calendar_date) - year(cast(:from_date as date))) * 10 + plan_no as bigint) as campaign_no,
  plan_no,
  plan.name || ' ' || year(calendar_date) as name,
  kind,
  offer,
  product.product_no,
  calendar.day,
  window_days,
  cast(fixed_cost as decimal(12, 2)) as fixed_cost
from plan
join calendar on month(calendar_date) = month_no and day(calendar_date) = day_no
left join product on product.name = plan.product_name
where calendar.day < :days
