-- Planted: the BG/NBD process. A customer orders at the own rate while active, and after each repeat
-- order ends with the own dropout probability; both by the purchase clock.
with recursive orders(person_no, random_key, daily_rate, dropout, order_no, clock) as (
  select person_no, random_key, daily_rate, dropout, 0, cast(clock as double)
  from person
  where customer_no is not null
  union all
  select
    person_no,
    random_key,
    daily_rate,
    dropout,
    order_no + 1,
    clock - ln(draw(random_key, 'gap', order_no + 1)) / daily_rate * 10000
  from orders
  where (order_no = 0 or draw(random_key, 'end', order_no) >= dropout)
    and clock - ln(draw(random_key, 'gap', order_no + 1)) / daily_rate * 10000 < :end_clock
)
select
  orders.person_no,
  orders.random_key,
  orders.order_no,
  case when orders.order_no = 0 then clock_cell.day
    else greatest(clock_cell.day, person.born_day + 1)
  end as day
from orders
join clock_cell on clock_cell.cell = cast(floor(orders.clock) as bigint) // 500
join person on person.person_no = orders.person_no
where orders.order_no = 0 or greatest(clock_cell.day, person.born_day + 1) < :days
