-- The functions that DuckDB and Spark spell differently, under one name; spark.sql has the same.
-- concat is null where a part is null, as in Spark and in the standard.
create macro concat(a, b) as cast(a as varchar) || cast(b as varchar),
  (a, b, c) as cast(a as varchar) || cast(b as varchar) || cast(c as varchar),
  (a, b, c, d) as cast(a as varchar) || cast(b as varchar) || cast(c as varchar) || cast(d as varchar),
  (a, b, c, d, e) as cast(a as varchar) || cast(b as varchar) || cast(c as varchar) || cast(d as varchar) || cast(e as varchar),
  (a, b, c, d, e, f) as cast(a as varchar) || cast(b as varchar) || cast(c as varchar) || cast(d as varchar) || cast(e as varchar) || cast(f as varchar),
  (a, b, c, d, e, f, g) as cast(a as varchar) || cast(b as varchar) || cast(c as varchar) || cast(d as varchar) || cast(e as varchar) || cast(f as varchar) || cast(g as varchar),
  (a, b, c, d, e, f, g, h) as cast(a as varchar) || cast(b as varchar) || cast(c as varchar) || cast(d as varchar) || cast(e as varchar) || cast(f as varchar) || cast(g as varchar) || cast(h as varchar),
  (a, b, c, d, e, f, g, h, i) as cast(a as varchar) || cast(b as varchar) || cast(c as varchar) || cast(d as varchar) || cast(e as varchar) || cast(f as varchar) || cast(g as varchar) || cast(h as varchar) || cast(i as varchar);

create macro hash_key(value varchar) as
  cast('0x' || substr(md5(value), 1, 15) as bigint);

-- 0 to 9999, the same each night: who is held out of lists.
create macro hold_out_place(person_id varchar) as
  hash_key('cross-sell hold-out ' || person_id) % 10000;

-- The name of one fault of one row in quarantine.
create macro fault_id(
  stage varchar, source varchar, table_name varchar, natural_key varchar, column_name varchar, value varchar, rule varchar
) as
  substr(
    md5(
      concat(stage, '|', source, '|', table_name, '|', coalesce(natural_key, ''), '|')
      || concat(column_name, '|', coalesce(value, ''), '|', rule)
    ), 1, 12);

create macro surrogate_key(natural_key varchar, valid_from timestamp) as
  case natural_key
    when '(unknown)' then cast(0 as bigint)
    when '(not applicable)' then cast(-1 as bigint)
    else hash_key(natural_key || '|' || strftime(valid_from, '%Y-%m-%d %H:%M:%S.%f'))
  end;

create macro days_between(from_date date, to_date date) as
  cast(date_diff('day', from_date, to_date) as integer);

create macro add_days(day date, days integer) as
  cast(day + days as date);

create macro add_months(day date, months integer) as
  cast(day + to_months(months) as date);

create macro month_start(day date) as
  cast(date_trunc('month', day) as date);

create macro week_start(day date) as
  cast(date_trunc('week', day) as date);

create macro epoch_micros(moment timestamp) as
  epoch_us(moment);

create macro seconds_between(from_moment timestamp, to_moment timestamp) as
  cast((epoch_us(to_moment) - epoch_us(from_moment)) // 1000000 as bigint);

create macro business_date(moment timestamp) as
  cast((moment at time zone 'UTC') at time zone :time_zone as date);

create macro _local_midnight(day date) as
  (cast(day as timestamp) at time zone :time_zone) at time zone 'UTC';

-- Where the clocks go back at midnight, the day has two of them, and it begins with the first.
create macro day_start(day date) as
  case
    when business_date(_local_midnight(day) - to_hours(1)) = day
    then _local_midnight(day) - to_hours(1)
    else _local_midnight(day)
  end;

create macro normal_email(email varchar) as
  case when contains(email, '@') then lower(trim(email)) end;

create macro year_of(day date) as
  cast(year(day) as integer);

create macro month_of(day date) as
  cast(month(day) as integer);

create macro day_of(day date) as
  cast(day(day) as integer);

create macro iso_week_of(day date) as
  cast(weekofyear(day) as integer);

create macro iso_day_of_week(day date) as
  cast(isodow(day) as integer);

create macro date_text(day date) as
  strftime(day, '%Y-%m-%d');

create view date_series as
  select cast(day as date) as day
  from range(timestamp '1995-01-01', timestamp '2041-01-01', to_days(1)) as days (day);


-- Random numbers for the sample company, which is made on DuckDB only: the same key, stream and
-- ordinal give the same number, in whatever order and by however many threads rows are made.
create macro draw(key, stream, ordinal) as
  (cast(hash(hash(key, stream, ordinal)) >> 12 as double) + 0.5) * 2.220446049250313e-16;

create macro normal_draw(key, stream, ordinal) as
  sqrt(-2 * ln(draw(key, stream, ordinal))) * cos(2 * pi() * draw(key, stream, -1 - ordinal));
