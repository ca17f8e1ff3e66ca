select
  source,
  cast(newest_at as date) as newest_date,
  verdict in ('late', 'too_late') as is_late
from rpt_freshness
where table_name = '(all)'
order by source
