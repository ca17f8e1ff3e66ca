select stage, source, table_name, column_name, rule, sum(row_count) as row_count
from rpt_quarantine
group by all
order by row_count desc, source, table_name, column_name, rule
