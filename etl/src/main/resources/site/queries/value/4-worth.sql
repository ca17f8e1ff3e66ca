with means as (
  select segment, expected_revenue_365_days / nullif(customers_with_forecast, 0) as mean_revenue
  from rpt_segment_summary, clientele_publication
  where as_of_date = as_of
),
moves as (
  select from_segment, to_segment, customers, expected_revenue_365_days
  from rpt_segment_movement, clientele_publication
  where as_of_date = as_of and month_end_date = as_of
    and from_segment <> to_segment and from_segment <> '(entered)' and expected_revenue_365_days is not null
)
select
  moves.from_segment, moves.to_segment, moves.customers, moves.expected_revenue_365_days,
  customers * coalesce(means.mean_revenue, 0) as expected_revenue_without_move,
  moves.expected_revenue_365_days - customers * coalesce(means.mean_revenue, 0) as revenue_difference
from moves
left join means on means.segment = moves.from_segment
order by abs(revenue_difference) desc, from_segment, to_segment
