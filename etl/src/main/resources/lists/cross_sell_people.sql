with candidates as (
  select
    person_id,
    case when bool_or(is_holdout) then 'control_group' else 'listed' end as fate
  from rpt_cross_sell_candidate
  where as_of_date = :as_of
  group by person_id
),

excluded as (
  select
    person_id,
    case when bool_or(exclusion = 'no_consent') then 'no_consent' else 'contacted_lately' end as fate
  from int_cross_sell_option
  where exclusion in ('no_consent', 'contacted')
  group by person_id
)

select person_id, fate from candidates
union all
select excluded.person_id, excluded.fate
from excluded
left join candidates on candidates.person_id = excluded.person_id
where candidates.person_id is null
