-- Rows up to the end of a day are of that day, though the moment is the next one's first.
select
  source,
  cast(newest_at - interval 1 microsecond as date) as newest_date,
  verdict in ('late', 'too_late') as is_late
from rpt_freshness
where table_name = '(all)'
order by source
