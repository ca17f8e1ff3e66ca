-- One line for each payment. An order is a rental: what is paid later for it, such as a late fee,
-- belongs to the same order.
with payments as (
  select * from rentals__payment
),

rentals as (
  select * from rentals__rental
),

copies as (
  select * from rentals__inventory
)

select
  cast(p.payment_id as varchar) as order_line_id,
  cast(p.rental_id as varchar) as order_id,
  cast(p.customer_id as varchar) as customer_id,
  cast(c.film_id as varchar) as product_id,
  cast(p.staff_id as varchar) as employee_id,
  'shop' as channel,
  p.payment_date as ordered_at,
  1 as quantity,
  cast(p.amount as decimal(18, 4)) as unit_price,
  cast(p.amount as decimal(18, 2)) as line_amount,
  'USD' as currency,
  false as is_return
from payments p
left join rentals r on r.rental_id = p.rental_id
left join copies c on c.inventory_id = r.inventory_id
