with effects as (
  select e.* from rpt_campaign_effect e, clientele_publication where as_of_date = as_of
)
select
  count(distinct campaign_id) as campaigns,
  count(distinct campaign_id) filter (where people_control > 0) as with_control,
  count(distinct campaign_id) filter (where metric = 'revenue' and q < 0.05 and absolute_effect > 0 and coalesce(is_sample_ratio_fine, true)) as worked,
  sum(incremental_total) filter (where metric = 'revenue') as incremental_revenue,
  sum(cost) filter (where metric = 'revenue') as cost_amount
from effects
having count(*) > 0
