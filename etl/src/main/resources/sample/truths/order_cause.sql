select
  1000000 + sales_order.order_no as order_id,
  sales_order.cause,
  campaign_order.campaign_no as campaign_id
from sales_order
left join campaign_order
  on sales_order.cause = 'campaign'
  and campaign_order.person_no = sales_order.person_no
  and campaign_order.order_no = sales_order.cause_no
where sales_order.day <= :until_day
