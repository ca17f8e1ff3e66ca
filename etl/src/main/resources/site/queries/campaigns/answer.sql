with effects as (
  select e.* from rpt_campaign_effect e, clientele_publication where as_of_date = as_of
),
answers as (
  select distinct
    channel,
    metric,
    case
      when verdict_kind = 'no_change_found' then 'same'
      when (verdict_kind = 'observed_fall') = (metric in ('opened', 'answered')) then 'worse'
      else 'better'
    end as trend
  from rpt_contact_answer, clientele_publication
  where as_of_date = as_of and channel <> '(all)' and verdict_kind <> 'cannot_tell'
)
select
  count(distinct campaign_id) as campaigns,
  count(distinct campaign_id) filter (where people_control > 0) as with_control,
  count(distinct campaign_id) filter (where metric = 'revenue' and q < 0.05 and absolute_effect > 0 and coalesce(is_sample_ratio_fine, true)) as worked,
  sum(incremental_total) filter (where metric = 'revenue') as incremental_revenue,
  sum(cost) filter (where metric = 'revenue') as cost_amount,
  (select count(*) from answers) as answers_told,
  (select count(*) from answers where trend = 'worse') as answers_worse,
  (select count(*) from answers where trend = 'better') as answers_better
from effects
having count(*) > 0
