select place_kind, place, model, conversions, revenue, conversion_share, removal_effect
from rpt_attribution, clientele_publication
where as_of_date = as_of
order by place_kind, max(revenue) over (partition by place_kind, place) desc, place, model
