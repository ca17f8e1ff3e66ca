package clientele.etl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.failure.Failure;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SQL that all engines must understand alike. */
interface SqlCases extends EngineCases {

  @Test
  default void a_median_lies_between_two_doubles() {
    assertThat(
            values(
                "(select percentile_cont(0.5) within group (order by x) from"
                    + " (select cast(pieces as double) as x from"
                    + " (values (1), (4), (2), (null), (3)) as given (pieces)) as numbers)"))
        .containsExactly("2.5");
  }

  @Test
  default void nulls_come_first_upwards_and_last_downwards() {
    String numbers = " from (values (1), (null), (2)) as given (x) order by x";
    assertThat(engine().show(Select.of("select x" + numbers), 9).rows().get(0).get(0)).isNull();
    assertThat(engine().show(Select.of("select x" + numbers + " desc"), 9).rows().get(2).get(0))
        .isNull();
    assertThat(
            engine()
                .show(
                    Select.of(
                        "select row_number() over (order by x) as place from"
                            + " (values (1), (null), (2)) as given (x) where x is null"),
                    1)
                .rows())
        .hasSize(1);
  }

  @Test
  default void texts_are_joined_cut_and_cast_alike() {
    assertThat(
            values(
                "concat('a', cast(null as varchar))",
                "concat('a', 1, date '2026-01-01')",
                "'a' || cast(null as varchar)",
                "cast(12 as varchar)",
                "cast(1.50 as varchar)",
                "cast(date '2026-01-01' as varchar)",
                "'a\\b'",
                "'it''s'",
                "length('小麦')",
                "substr('flour', 2, 3)",
                "concat('<', trim('  tin '), '>')",
                "try_cast('a dozen' as integer)",
                "try_cast('2026-02-30' as date)",
                "greatest(1, cast(null as integer), 3)"))
        .containsExactly(
            null,
            "a12026-01-01",
            null,
            "12",
            "1.50",
            "2026-01-01",
            "a\\b",
            "it's",
            "2",
            "lou",
            "<tin>",
            null,
            null,
            "3");
  }

  @Test
  default void a_division_is_never_cut_to_whole_numbers() {
    assertThat(values("cast(7 / 2 as double)", "floor(-7 / 2)", "round(2.5)", "round(-2.5)"))
        .satisfies(
            values -> {
              assertThat(values.get(0)).isEqualTo("3.5");
              assertThat(values.subList(1, 4))
                  .extracting(text -> new BigDecimal(text).intValueExact())
                  .containsExactly(-4, 3, -3);
            });
  }

  @Test
  default void a_division_by_zero_is_refused() {
    for (String division : List.of("1 / 0", "1.5 / 0", "cast(1 as double) / 0", "1 % 0")) {
      assertFails(
          Failure.Contract.class,
          () -> engine().show(Select.of("select " + division), 1),
          " by zero");
    }
  }

  @Test
  default void the_same_select_gives_the_same_rows_each_time() {
    Select select =
        Select.of(
            """
            select
              month_start(day) as month,
              sum(cast(hash_key(date_text(day)) as decimal(38,0))) as total,
              percentile_cont(0.3) within group (order by cast(hash_key(date_text(day)) as double))
                as share,
              min_by(date_text(day), hash_key(date_text(day))) as least
            from date_series
            group by month_start(day)
            order by month
            """);

    assertThat(engine().show(select, 1000)).isEqualTo(engine().show(select, 1000));
    assertThat(engine().show(select, 1000).rows()).hasSize(552);
  }
}
