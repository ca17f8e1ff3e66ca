with newest as (
  select source, max(ordered_at) as newest_at from fact_order_line group by source
  union all
  select source, max(started_at) from fact_interaction group by source
  union all
  select source, max(responded_at) from fact_campaign_response group by source
)
select source, cast(max(newest_at) as date) as newest_date
from newest
group by source
order by source
