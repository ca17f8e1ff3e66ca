-- The functions that DuckDB and Spark spell differently, under one name; duckdb.sql has the same.
-- Spark itself has add_months and concat as they are meant here.
create temporary function hash_key(value string) returns bigint
  return cast(conv(substr(md5(value), 1, 15), 16, 10) as bigint);

create temporary function hold_out_place(person_id string) returns bigint
  return hash_key('cross-sell hold-out ' || person_id) % 10000;

create temporary function fault_id(
  stage string, source string, table_name string, natural_key string, column_name string, value string, rule string
) returns string
  return substr(
    md5(
      concat(stage, '|', source, '|', table_name, '|', coalesce(natural_key, ''), '|')
      || concat(column_name, '|', coalesce(value, ''), '|', rule)
    ), 1, 12);

create temporary function surrogate_key(natural_key string, valid_from timestamp) returns bigint
  return case natural_key
    when '(unknown)' then cast(0 as bigint)
    when '(not applicable)' then cast(-1 as bigint)
    else hash_key(natural_key || '|' || date_format(valid_from, 'yyyy-MM-dd HH:mm:ss.SSSSSS'))
  end;

create temporary function days_between(from_date date, to_date date) returns integer
  return datediff(to_date, from_date);

create temporary function add_days(day date, days integer) returns date
  return date_add(day, days);

create temporary function month_start(day date) returns date
  return trunc(day, 'month');

create temporary function week_start(day date) returns date
  return trunc(day, 'week');

create temporary function epoch_micros(moment timestamp) returns bigint
  return unix_micros(cast(moment as timestamp_ltz));

create temporary function seconds_between(from_moment timestamp, to_moment timestamp) returns bigint
  return (epoch_micros(to_moment) - epoch_micros(from_moment)) div 1000000;

create temporary function business_date(moment timestamp) returns date
  return cast(convert_timezone('UTC', :time_zone, moment) as date);

create temporary function day_start(day date) returns timestamp
  return convert_timezone(:time_zone, 'UTC', cast(day as timestamp));

create temporary function normal_email(email string) returns string
  return case when contains(email, '@') then lower(trim(email)) end;

create temporary function year_of(day date) returns integer
  return year(day);

create temporary function month_of(day date) returns integer
  return month(day);

create temporary function day_of(day date) returns integer
  return day(day);

create temporary function iso_week_of(day date) returns integer
  return weekofyear(day);

create temporary function iso_day_of_week(day date) returns integer
  return weekday(day) + 1;

create temporary function date_text(day date) returns string
  return date_format(day, 'yyyy-MM-dd');

create temporary view date_series as
  select explode(sequence(date '1995-01-01', date '2040-12-31', interval 1 day)) as day;
