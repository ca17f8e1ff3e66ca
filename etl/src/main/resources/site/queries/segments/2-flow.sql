with flows as (
  select m.* from rpt_segment_movement m, clientele_publication where as_of_date = as_of
),
entries as (
  select month_end_date, to_segment as segment, sum(customers) as people,
    sum(customers) filter (where from_segment <> to_segment) as entered
  from flows group by all
),
exits as (
  select month_end_date, from_segment as segment, sum(customers) filter (where from_segment <> to_segment) as gone
  from flows group by all
)
select
  entries.month_end_date, entries.segment, entries.people as customers, coalesce(entries.entered, 0) as entries,
  coalesce(exits.gone, 0) as exits
from entries
left join exits using (month_end_date, segment)
order by month_end_date, segment
