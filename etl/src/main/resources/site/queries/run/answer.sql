-- Steps ran side by side, and between two attempts there was nothing: only time not yet counted counts.
with ran as (
  select
    r.*,
    max(r.ended_at) over (
      order by r.started_at, r.position
      rows between unbounded preceding and 1 preceding
    ) as ended_before
  from rpt_run r, clientele_publication p
  where r.run_id = p.run_id
)
select
  count(*) as steps,
  round(
    sum(
      greatest(
        0.0,
        date_diff('millisecond', greatest(started_at, coalesce(ended_before, started_at)), ended_at) / 1000.0
      )
    ),
    1
  ) as seconds,
  (select sum(rows_in) from rpt_reconciliation where station = 'extract') as rows_in,
  (select coalesce(sum(row_count), 0) from rpt_quarantine) as quarantined
from ran
having count(*) > 0
