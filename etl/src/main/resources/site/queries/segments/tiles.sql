select 'people_segmented', (select sum(customers) from rpt_segment_summary, clientele_publication where as_of_date = as_of), null
union all
select 'segments_used', (select count(*) from rpt_segment_summary, clientele_publication where as_of_date = as_of and customers > 0), null
union all
select 'entered_month', (
  select sum(customers) from rpt_segment_movement, clientele_publication
  where as_of_date = as_of and month_end_date = as_of and from_segment = '(entered)'
), null
