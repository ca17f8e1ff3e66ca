select outcome, options, people
from rpt_cross_sell_exclusion, clientele_publication
where as_of_date = as_of
order by options desc, outcome
