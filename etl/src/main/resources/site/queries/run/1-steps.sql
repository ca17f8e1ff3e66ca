with ran as (
  select r.* from rpt_run r, clientele_publication p where r.run_id = p.run_id
),
usual as (
  select step, median(seconds) as usual_seconds from rpt_run group by step
)
select step, kind, seconds, usual_seconds, rows_in, rows_out
from ran left join usual using (step)
order by seconds desc, step
