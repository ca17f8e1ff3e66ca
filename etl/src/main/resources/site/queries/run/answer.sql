with ran as (
  select r.* from rpt_run r, clientele_publication p where r.run_id = p.run_id
)
select
  count(*) as steps,
  sum(seconds) as seconds,
  (select sum(rows_in) from rpt_reconciliation where station = 'extract') as rows_in,
  (select coalesce(sum(row_count), 0) from rpt_quarantine) as quarantined
from ran
having count(*) > 0
