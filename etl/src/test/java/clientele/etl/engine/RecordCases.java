package clientele.etl.engine;

import static clientele.etl.engine.EngineCases.columns;
import static clientele.etl.engine.Everything.assertRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.failure.Failure;
import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows from Java records and back. */
interface RecordCases extends EngineCases {

  @Test
  default void records_taken_are_read_back_equal() {
    engine().take("everything", Everything.class, Everything.ROWS);

    assertRows(engine(), "everything");
  }

  @Test
  default void no_records_make_an_empty_relation_with_the_columns_of_the_record() {
    engine().take("nobody", Buyer.class, List.of());

    assertThat(engine().describe(Select.of("select * from nobody"))).isEqualTo(columns(BUYER));
    assertThat(engine().read(Select.of("select * from nobody"), Buyer.class)).isEmpty();
  }

  @Test
  default void many_records_are_taken_whole() {
    engine()
        .take(
            "many",
            Buyer.class,
            () -> IntStream.range(0, 50_000).mapToObj(i -> new Buyer("buyer " + i, i)).iterator());

    assertThat(engine().show(Select.of("select count(*), sum(pieces) from many"), 1).rows())
        .containsExactly(List.of("50000", "1249975000"));
  }

  @Test
  default void a_decimal_with_more_digits_than_a_column_holds_is_refused() {
    record Price(BigDecimal unitPrice) {}
    List<Price> prices = List.of(new Price(new BigDecimal("0.12345678901")));

    assertFails(
        Failure.Contract.class,
        () -> engine().take("prices", Price.class, prices),
        "unit_price",
        "0.12345678901");
  }

  @Test
  default void columns_beyond_the_record_are_left_out_and_their_order_does_not_matter() {
    assertThat(
            engine()
                .read(Select.of("select 2 as pieces, 'x' as other, 'Anna' as name"), Buyer.class))
        .containsExactly(new Buyer("Anna", 2));
  }

  @Test
  default void a_component_without_a_column_is_named() {
    assertFails(
        Failure.Contract.class,
        () -> engine().read(Select.of("select 'Anna' as name"), Buyer.class),
        "pieces",
        "Buyer");
  }

  @Test
  default void a_null_for_a_primitive_component_is_refused_by_name() {
    assertFails(
        Failure.Contract.class,
        () ->
            engine()
                .read(
                    Select.of("select 'Anna' as name, cast(null as integer) as pieces"),
                    Buyer.class),
        "pieces",
        "null");
  }

  @Test
  default void numbers_are_read_into_components_that_hold_them_exactly_and_refused_by_others() {
    assertThat(
            engine()
                .read(
                    Select.of(
                        "select cast(7 as bigint) as pieces, cast(8 as decimal(5,2)) as big_number,"
                            + " 1.5 as ratio, true as is_open"),
                    Measures.class))
        .containsExactly(new Measures(7, 8L, 1.5, true));
    assertFails(
        Failure.Contract.class,
        () -> engine().read(Select.of("select 'Anna' as name, 3000000000 as pieces"), Buyer.class),
        "pieces",
        "3000000000");
  }

  @Test
  default void a_scan_lets_go_of_the_rows_it_gave() {
    List<WeakReference<Letter>> given = new ArrayList<>();
    List<Integer> alive = new ArrayList<>();

    engine()
        .scan(
            Select.of(
                "select concat(date_text(a.day), repeat('x', 100)) as text from date_series as a"
                    + " cross join (select day from date_series where day < date '1995-01-06') as b"),
            Letter.class,
            letter -> {
              given.add(new WeakReference<>(letter));
              if (given.size() == 80_000) {
                System.gc();
                alive.add((int) given.stream().filter(row -> row.get() != null).count());
              }
            });

    assertThat(given).hasSize(16_802 * 5);
    assertThat(alive.get(0)).isLessThan(8_000);
  }

  @Test
  default void what_reads_a_scan_may_use_the_engine() {
    record Day(LocalDate day) {}
    engine()
        .scan(
            Select.of("select day from date_series where day < date '1995-01-04'"),
            Day.class,
            day -> engine().take("seen_" + day.day().getDayOfMonth(), Day.class, List.of(day)));

    assertThat(
            engine()
                .read(Select.of("select * from seen_1 union all select * from seen_3"), Day.class))
        .containsExactlyInAnyOrder(
            new Day(LocalDate.of(1995, 1, 1)), new Day(LocalDate.of(1995, 1, 3)));
  }

  @Test
  default void what_a_consumer_throws_comes_through_untouched() {
    assertThatThrownBy(
            () ->
                engine()
                    .scan(
                        Select.of("select 'a' as text"),
                        Letter.class,
                        letter -> {
                          throw new IllegalStateException("enough");
                        }))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("enough");
  }

  @Test
  default void rows_are_shown_as_the_same_text_everywhere_and_no_more_than_asked_for() {
    TextTable table =
        engine()
            .show(
                Select.of(
                    "select day, cast(null as integer) as nothing, cast(1.50 as decimal(9,2)) as"
                        + " amount, timestamp '2026-01-02 03:04:05' as moment, 'tin' as text, true"
                        + " as is_open, cast(0.1 as double) as ratio,"
                        + " timestamp '2026-01-02 03:04:05.000006' as exact"
                        + " from date_series order by day"),
                2);

    assertThat(table.columns())
        .containsExactly("day", "nothing", "amount", "moment", "text", "is_open", "ratio", "exact");
    assertThat(table.rows()).hasSize(2);
    assertThat(table.rows().get(1))
        .containsExactly(
            "1995-01-02",
            null,
            "1.50",
            "2026-01-02 03:04:05",
            "tin",
            "true",
            "0.1",
            "2026-01-02 03:04:05.000006");
  }
}
