select
  order_line.order_no,
  line_no,
  order_line.day + 3 + cast(floor(15 * draw(order_key, 'return day', line_no)) as integer) as day,
  order_line.quantity,
  order_line.amount,
  ['broken', 'not as expected', 'ordered twice', 'changed mind']
    [1 + cast(floor(4 * draw(order_key, 'return reason', line_no)) as integer)] as reason,
  21600 + cast(floor(50400 * draw(order_key, 'return time', line_no)) as integer) as second
from order_line
where cause not in ('unpaid', 'walk-in')
  and line_no < 9
  and draw(order_key, 'return', line_no) < 0.045
