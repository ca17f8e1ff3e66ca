with days as (
  select as_of_date, row_number() over (order by as_of_date desc) as place
  from (select distinct as_of_date from rpt_segment_summary)
),
totals as (
  select
    place,
    sum(customers) as customers,
    sum(revenue_last_365_days) as revenue,
    sum(expected_revenue_365_days) as expected,
    sum(customers) filter (where segment = 'Champions') as champions
  from rpt_segment_summary join days using (as_of_date)
  where place <= 2
  group by place
)
select 'customers_scored', max(customers) filter (where place = 1), max(customers) filter (where place = 2) from totals
union all
select 'revenue_365_days', max(revenue) filter (where place = 1), max(revenue) filter (where place = 2) from totals
union all
select 'expected_revenue_365_days', max(expected) filter (where place = 1), max(expected) filter (where place = 2) from totals
union all
select 'champions', max(champions) filter (where place = 1), max(champions) filter (where place = 2) from totals
