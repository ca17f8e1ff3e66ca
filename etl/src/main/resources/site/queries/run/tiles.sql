select 'rows_read', sum(rows_in), null from rpt_reconciliation where station = 'extract'
union all
select 'rows_changed', sum(rows_loaded), null from rpt_reconciliation where station = 'extract'
union all
select 'quarantined', (select coalesce(sum(row_count), 0) from rpt_quarantine), null
union all
select 'checks', (select count(*) from rpt_check_result), null
