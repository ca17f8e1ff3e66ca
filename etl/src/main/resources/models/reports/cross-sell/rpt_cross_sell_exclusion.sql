with options as (
  select
    person_id,
    coalesce(
      exclusion,
      case when place <= :cross_sell_candidates_per_person then 'candidate' else 'beyond_limit' end
    ) as outcome
  from int_cross_sell_option
)

select
  :as_of as as_of_date,
  outcome,
  count(*) as options,
  count(distinct person_id) as people
from options
group by outcome
