select source, table_name, rows_in, rows_loaded, rows_quarantined, rows_held_back
from rpt_reconciliation
where station = 'stage'
order by table_name
