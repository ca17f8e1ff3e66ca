select
  level, place, left_names, right_name, orders, support as support_share, confidence, lift, conviction, leverage,
  chi_squared, p, zhang, jaccard, kulczynski, certainty
from rpt_basket_rule, clientele_publication
where as_of_date = as_of
order by level desc, place
