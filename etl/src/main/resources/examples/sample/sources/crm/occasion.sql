select
  cast(occasion_id as varchar) as occasion_id,
  cast(contact_id as varchar) as customer_id,
  kind,
  relation,
  whom,
  first_year as year,
  month,
  day_of_month as day
from crm__occasion
