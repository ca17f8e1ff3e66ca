with day as (select as_of from clientele_publication),
month as (
  select
    sum(line_amount) filter (where order_date > as_of - 30) as revenue,
    sum(line_amount) filter (where order_date <= as_of - 30) as revenue_before,
    count(distinct person_id) filter (where order_date > as_of - 30) as customers
  from fact_order_line, day
  where order_date > as_of - 60
)
select
  revenue,
  customers,
  coalesce(revenue / nullif(revenue_before, 0) - 1, 0) as change_share,
  (select count(distinct campaign_id) from rpt_campaign_effect, day where as_of_date = as_of) as campaigns
from month
where revenue is not null
