-- Orders of web shop and telephone are shipped the next day; unpaid ones are cancelled after a week.
select
  1000000 + sales_order.order_no as order_id,
  100000 + person.customer_no as customer_id,
  cast(store_no as integer) as store_id,
  cast(employee_no as integer) as employee_id,
  cast(:from_date as timestamp) + to_seconds(86400 * day + second) as ordered_at,
  case
    when cause = 'unpaid' and day + 7 <= :until_day then 'cancelled'
    when cause = 'unpaid' then 'awaiting payment'
    when store_no > 2 then 'handed over'
    when day + 1 <= :until_day then 'shipped'
    else 'paid'
  end as status,
  'EUR' as currency,
  campaign_no as voucher_campaign_id,
  cast(:from_date as timestamp) + to_seconds(
    86400 * (day + case
      when cause = 'unpaid' and day + 7 <= :until_day then 7
      when cause <> 'unpaid' and store_no <= 2 and day + 1 <= :until_day then 1
      else 0
    end) + second
  ) as updated_at
from sales_order
left join person on person.person_no = sales_order.person_no
where day <= :until_day
