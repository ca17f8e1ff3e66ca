with effects as (
  select e.* from rpt_campaign_effect e, clientele_publication where as_of_date = as_of and metric = 'revenue'
)
select 'campaigns', count(distinct campaign_id), null from effects
union all
select 'incremental_revenue', sum(incremental_total), null from effects
union all
select 'cost_amount', sum(cost), null from effects
union all
select 'windows_open', count(distinct campaign_id) filter (where not is_window_finished), null from effects
