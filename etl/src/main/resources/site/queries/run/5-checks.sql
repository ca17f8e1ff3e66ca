select table_name, check_name, severity, breaches, owner
from rpt_check_result
order by breaches desc, table_name, check_name
