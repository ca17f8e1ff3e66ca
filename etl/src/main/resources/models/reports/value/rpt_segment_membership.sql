with scores as (
  select * from int_rfm_score
)

select
  person_id,
  segment,
  value_tier,
  cast(null as timestamp) as changed_at
from scores
