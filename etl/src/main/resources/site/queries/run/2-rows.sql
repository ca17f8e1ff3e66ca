select source, table_name, rows_in, rows_loaded, rows_unchanged, rows_quarantined, rows_deleted
from rpt_reconciliation
where station = 'extract'
order by source, table_name
