with days as (
  select
    day,
    year_of(day) as year,
    month_of(day) as month,
    day_of(day) as day_of_month,
    iso_week_of(day) as iso_week,
    iso_day_of_week(day) as day_of_week,
    year_of(add_days(day, 4 - iso_day_of_week(day))) as iso_year
  from date_series
),

calendar as (
  select
    year * 10000 + month * 100 + day_of_month as date_key,
    day as calendar_date,
    date_text(day) as date_text,
    year,
    (month + 2 - (month + 2) % 3) / 3 as quarter,
    month,
    case month
      when 1 then 'January' when 2 then 'February' when 3 then 'March' when 4 then 'April' when 5 then 'May'
      when 6 then 'June' when 7 then 'July' when 8 then 'August' when 9 then 'September' when 10 then 'October'
      when 11 then 'November' else 'December'
    end as month_name,
    substr(date_text(day), 1, 7) as month_text,
    day_of_month,
    days_between(add_months(month_start(day), 1 - month), day) + 1 as day_of_year,
    iso_year,
    iso_week,
    concat(iso_year, '-W', substr(concat(100 + iso_week, ''), 2, 2)) as iso_week_text,
    day_of_week,
    case day_of_week
      when 1 then 'Monday' when 2 then 'Tuesday' when 3 then 'Wednesday' when 4 then 'Thursday' when 5 then 'Friday'
      when 6 then 'Saturday' else 'Sunday'
    end as weekday_name,
    day_of_week >= 6 as is_weekend,
    week_start(day) as week_start_date,
    month_start(day) as month_start_date,
    add_months(month_start(day), -((month - 1) % 3)) as quarter_start_date,
    add_months(month_start(day), 1 - month) as year_start_date
  from days
),

members as (
  select 0 as date_key, '(unknown)' as date_text
  union all
  select -1 as date_key, '(not applicable)' as date_text
)

select * from calendar
union all
select
  date_key, null, date_text, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
  null, null
from members
