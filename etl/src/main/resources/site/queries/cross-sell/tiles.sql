with intervals as (
  select i.* from rpt_product_interval i, clientele_publication where as_of_date = as_of and level = 'product'
),
pairs as (
  select s.* from rpt_product_sequence s, clientele_publication where as_of_date = as_of
)
select 'products_seen', count(*), null from intervals
union all
select 'products_with_rhythm', count(*) filter (where rhythm_basis = 'own'), null from intervals
union all
select 'pairs_tested', count(*) filter (where not is_repeat), null from pairs
union all
select 'pairs_found', count(*) filter (where not is_repeat and q < 0.05 and lift > 1), null from pairs
