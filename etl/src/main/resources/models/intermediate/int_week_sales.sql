with sales as (
  select
    week_start(order_date) as week_start_date,
    count(distinct case when not is_return then order_key end) as orders,
    sum(line_amount) as revenue
  from fact_order_line
  group by week_start(order_date)
),

-- The first week of a history seldom is a whole one.
weeks as (
  select week_start_date, row_number() over (order by week_start_date) as position
  from (
    select distinct week_start_date
    from dim_date
    where week_start_date > (select min(week_start_date) from sales) and add_days(week_start_date, 6) <= :as_of
  ) as calendar
),

measured as (
  select 'orders' as metric, weeks.week_start_date, weeks.position, cast(coalesce(sales.orders, 0) as decimal(18, 2)) as amount
  from weeks
  left join sales on sales.week_start_date = weeks.week_start_date
  union all
  select 'revenue' as metric, weeks.week_start_date, weeks.position, cast(coalesce(sales.revenue, 0) as decimal(18, 2)) as amount
  from weeks
  left join sales on sales.week_start_date = weeks.week_start_date
)

select
  metric,
  week_start_date,
  position,
  amount,
  max(position) over (partition by metric) as newest_position,
  cast(sum(amount) over (partition by metric order by position rows between 7 preceding and current row) as double) / 8
    as level,
  count(*) over (partition by metric order by position rows between 7 preceding and current row) as level_weeks,
  cast(sum(amount) over (partition by metric order by position rows between 1 preceding and 1 following) as double) / 3
    as around,
  count(*) over (partition by metric order by position rows between 1 preceding and 1 following) as around_weeks
from measured
