select
  p.as_of,
  p.id,
  (select count(*) from rpt_check_result) as checks,
  (select coalesce(sum(row_count), 0) from rpt_quarantine) as quarantined,
  (select count(*) from rpt_check_result where breaches > 0) as warnings
from clientele_publication p
