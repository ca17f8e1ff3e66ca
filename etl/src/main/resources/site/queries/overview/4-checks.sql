select table_name, check_name, severity, breaches, owner
from rpt_check_result
where breaches > 0
order by severity, table_name, check_name
