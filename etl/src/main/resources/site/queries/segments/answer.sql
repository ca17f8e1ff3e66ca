with flows as (
  select m.*, a.position as position_before, b.position as position_now
  from rpt_segment_movement m
  join clientele_publication on m.as_of_date = as_of and m.month_end_date = as_of
  left join rpt_segment_summary a on a.as_of_date = m.as_of_date and a.segment = m.from_segment
  left join rpt_segment_summary b on b.as_of_date = m.as_of_date and b.segment = m.to_segment
)
select
  max(previous_date) as previous_date,
  sum(customers) as customers,
  coalesce(sum(customers) filter (where from_segment = to_segment), 0) as stayed,
  coalesce(sum(customers) filter (where from_segment <> to_segment and from_segment <> '(entered)'), 0) as moved,
  coalesce(sum(customers) filter (where from_segment = '(entered)'), 0) as entered
from flows
having count(*) > 0
