package clientele.etl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions of the dialect for days and moments. */
interface DayCases extends EngineCases {

  @Test
  default void days_are_counted_and_moved() {
    assertThat(
            values(
                "days_between(date '2024-02-28', date '2024-03-01')",
                "days_between(date '2024-03-01', date '2024-02-28')",
                "days_between(cast(null as date), date '2024-02-28')",
                "add_days(date '2024-02-28', 1)",
                "add_days(date '2026-01-01', -1)",
                "add_days(cast(null as date), 1)",
                "add_months(date '2026-01-31', 1)",
                "add_months(date '2024-01-31', 1)",
                "add_months(date '2026-02-28', 1)",
                "add_months(date '2024-02-29', -12)",
                "add_months(cast(null as date), 1)"))
        .containsExactly(
            "2",
            "-2",
            null,
            "2024-02-29",
            "2025-12-31",
            null,
            "2026-02-28",
            "2024-02-29",
            "2026-03-28",
            "2023-02-28",
            null);
  }

  @Test
  default void parts_of_days_follow_the_calendar_and_iso_weeks() {
    assertThat(
            values(
                "month_start(date '2024-02-29')",
                "week_start(date '2026-11-22')",
                "week_start(date '2026-11-23')",
                "week_start(date '2026-01-01')",
                "year_of(date '2024-02-29')",
                "month_of(date '2024-02-29')",
                "day_of(date '2024-02-29')",
                "iso_week_of(date '2021-01-03')",
                "iso_week_of(date '2024-12-30')",
                "iso_day_of_week(date '2026-11-22')",
                "iso_day_of_week(date '2026-11-23')",
                "date_text(date '1900-01-01')",
                "date_text(cast(null as date))",
                "month_start(cast(null as date))",
                "week_start(cast(null as date))",
                "iso_week_of(cast(null as date))"))
        .containsExactly(
            "2024-02-01",
            "2026-11-16",
            "2026-11-23",
            "2025-12-29",
            "2024",
            "2",
            "29",
            "53",
            "1",
            "7",
            "1",
            "1900-01-01",
            null,
            null,
            null,
            null);
  }

  @Test
  default void parts_of_days_have_the_types_of_contracts() {
    assertThat(
            columnTypes(
                Select.of(
                    "select hash_key('a') as a, days_between(day, day) as b, add_days(day, 1) as c,"
                        + " add_months(day, 1) as d, month_start(day) as e, week_start(day) as f,"
                        + " day_start(day) as g, business_date(day_start(day)) as h,"
                        + " epoch_micros(day_start(day)) as i, iso_week_of(day) as j,"
                        + " date_text(day) as k, year_of(day) as l,"
                        + " seconds_between(day_start(day), day_start(day)) as m,"
                        + " normal_email('a') as n, normal_phone('1') as o,"
                        + " parse_date('a', 'b') as p, parse_timestamp('a', 'b') as q,"
                        + " surrogate_key('a', day_start(day)) as r from date_series")))
        .containsExactly(
            "bigint",
            "integer",
            "date",
            "date",
            "date",
            "date",
            "timestamp",
            "date",
            "bigint",
            "integer",
            "varchar",
            "integer",
            "bigint",
            "varchar",
            "varchar",
            "date",
            "timestamp",
            "bigint");
  }

  @Test
  default void a_business_day_may_begin_at_one_oclock_or_have_two_midnights() {
    assertThat(
            values(
                "business_date(timestamp '2026-03-08 04:59:59.999999')",
                "business_date(timestamp '2026-03-08 05:00:00')",
                "day_start(date '2026-03-07')",
                "day_start(date '2026-03-08')",
                "day_start(date '2026-03-09')",
                "business_date(timestamp '2026-11-01 03:59:59')",
                "business_date(timestamp '2026-11-01 04:00:00')",
                "business_date(timestamp '2026-11-01 05:30:00')",
                "day_start(date '2026-11-01')",
                "day_start(date '2026-11-02')",
                "business_date(cast(null as timestamp))",
                "day_start(cast(null as date))"))
        .containsExactly(
            "2026-03-07",
            "2026-03-08",
            "2026-03-07 05:00:00",
            "2026-03-08 05:00:00",
            "2026-03-09 04:00:00",
            "2026-10-31",
            "2026-11-01",
            "2026-11-01",
            "2026-11-01 04:00:00",
            "2026-11-02 05:00:00",
            null,
            null);
  }

  @Test
  default void every_day_begins_with_its_first_moment() {
    assertThat(
            engine()
                .show(
                    Select.of(
                        """
                        select count(*)
                        from (select day, day_start(day) as start from date_series) as days
                        where business_date(start) <> day
                          or add_days(business_date(add_micros(start)), 1) <> day
                        """
                            .replace("add_micros(start)", previous("start"))),
                    1)
                .rows())
        .containsExactly(List.of("0"));
  }

  @Test
  default void moments_are_counted_in_microseconds_and_whole_seconds() {
    assertThat(
            values(
                "epoch_micros(timestamp '1970-01-01 00:00:00.000001')",
                "epoch_micros(timestamp '1900-01-01 00:00:00')",
                "epoch_micros(cast(null as timestamp))",
                "seconds_between(timestamp '2026-01-01 00:00:00',"
                    + " timestamp '2026-01-01 00:00:01.999999')",
                "seconds_between(timestamp '2026-01-01 00:00:01.999999',"
                    + " timestamp '2026-01-01 00:00:00')",
                "seconds_between(timestamp '1900-01-01 00:00:00', timestamp '9999-12-31 00:00:00')",
                "seconds_between(cast(null as timestamp), timestamp '2026-01-01 00:00:00')"))
        .containsExactly("1", "-2208988800000000", null, "1", "-1", "255611203200", null);
  }

  @Test
  default void texts_are_read_as_moments_by_pattern_and_are_null_where_they_do_not_fit() {
    assertThat(
            values(
                "parse_timestamp('12/1/2010 8:26', 'M/d/yyyy H:mm')",
                "parse_timestamp(' 2026-03-31 23:59:59 ', 'yyyy-MM-dd HH:mm:ss')",
                "parse_timestamp('2026-03-31', 'yyyy-MM-dd')",
                "parse_timestamp('2026-02-29 00:00:00', 'yyyy-MM-dd HH:mm:ss')",
                "parse_timestamp('2026-03-31 23:59:59 and more', 'yyyy-MM-dd HH:mm:ss')",
                "parse_timestamp('31 Mar 2026 11:05 PM', 'd MMM yyyy hh:mm a')",
                "parse_timestamp(cast(null as varchar), 'yyyy')",
                "parse_date('2024-02-29', 'yyyy-MM-dd')",
                "parse_date('2026-02-29', 'yyyy-MM-dd')",
                "parse_date('31.3.26', 'd.M.yy')",
                "parse_date('2026-03-31 23:59:59', 'yyyy-MM-dd HH:mm:ss')",
                "parse_date('', 'yyyy-MM-dd')"))
        .containsExactly(
            "2010-12-01 08:26:00",
            "2026-03-31 23:59:59",
            "2026-03-31 00:00:00",
            null,
            null,
            "2026-03-31 23:05:00",
            null,
            "2024-02-29",
            null,
            "2026-03-31",
            "2026-03-31",
            null);
  }

  @Test
  default void the_series_of_days_goes_from_1995_to_2040() {
    assertThat(
            values(
                "(select count(*) from date_series)",
                "(select min(day) from date_series)",
                "(select max(day) from date_series)",
                "(select count(distinct day) from date_series)"))
        .containsExactly("16802", "1995-01-01", "2040-12-31", "16802");
  }
}
