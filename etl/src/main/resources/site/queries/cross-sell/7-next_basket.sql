select part, length, method, people, recall as recall_share, ndcg, ndcg_of_full, precision as precision_share,
  hit as hit_share, half_life_days
from rpt_next_basket_backtest, clientele_publication
where as_of_date = as_of
order by part, length, recall desc, method
