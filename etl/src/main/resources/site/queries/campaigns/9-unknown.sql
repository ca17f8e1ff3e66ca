with effects as (
  select e.* from rpt_campaign_effect e, clientele_publication where as_of_date = as_of
)
select campaign_name, arm, 'no_control' as unknown, people_treatment as people from effects where metric = 'revenue' and people_control = 0
union all
select campaign_name, arm, 'window_open', people_in_window from effects where metric = 'revenue' and people_in_window > 0
union all
select campaign_name, arm, 'several_arms', people_in_several_arms from effects where metric = 'revenue' and people_in_several_arms > 0
union all
select campaign_name, arm, 'shares_not_planned', people_treatment + people_control from effects
where metric = 'revenue' and sample_ratio_p is null and people_control > 0
union all
select campaign_name, arm, 'draw_broken', people_treatment + people_control from effects where metric = 'revenue' and not is_sample_ratio_fine
union all
select campaign_name, arm, 'margin_not_known', people_treatment from effects where metric = 'margin' and mean_treatment is null
union all
select campaign_name, arm, 'cost_not_known', people_treatment from effects where metric = 'revenue' and cost is null
union all
select campaign_name, arm, 'other_campaigns', people_in_other_campaigns_treatment from effects
where metric = 'revenue' and people_in_other_campaigns_treatment > 0
union all
select place_kind, null, 'markov_not_solved', null
from rpt_attribution, clientele_publication
where as_of_date = as_of
group by place_kind
having count(*) filter (where model = 'markov') = 0
order by unknown, campaign_name, arm
