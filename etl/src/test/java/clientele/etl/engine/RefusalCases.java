package clientele.etl.engine;

import static clientele.etl.engine.EngineCases.column;
import static clientele.etl.engine.EngineCases.field;
import static org.assertj.core.api.Assertions.assertThat;

import clientele.failure.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a write refuses, and how numbers fit their columns. */
interface RefusalCases extends EngineCases {

  @Test
  default void missing_extra_and_repeated_columns_are_named_at_once() {
    assertFails(
        Failure.Contract.class,
        () ->
            engine()
                .write(
                    Select.of("select 1 as colour, 2 as size, 'Anna' as name, 'Boris' as name"),
                    BUYER,
                    newFolder(),
                    List.of()),
        "lacks column pieces",
        "columns colour, size",
        "more than once column name");
  }

  @Test
  default void each_column_with_a_value_that_cannot_be_cast_is_named_with_the_value() {
    assertFails(
        Failure.Contract.class,
        () ->
            write(
                "select a as pieces, a as amount, a as day from"
                    + " (select '12' as a union all select 'a dozen' as a) as given",
                field(1, "pieces", "integer"),
                field(2, "amount", "decimal(18,2)"),
                field(3, "day", "varchar")),
        "column pieces: 'a dozen'",
        "column amount: 'a dozen'");
  }

  @Test
  default void a_number_too_large_for_its_column_is_named() {
    assertFails(
        Failure.Contract.class,
        () -> write("select 123456.78 as amount", field(1, "amount", "decimal(5,2)")),
        "amount",
        "123456.78",
        "decimal(5,2)");
    assertFails(
        Failure.Contract.class,
        () -> write("select 3000000000 as pieces", field(1, "pieces", "integer")),
        "pieces",
        "3000000000",
        "integer");
  }

  @Test
  default void a_type_that_never_becomes_the_other_is_refused_by_column() {
    assertFails(
        Failure.Contract.class,
        () -> write("select date '2026-01-01' as ratio", field(1, "ratio", "double")),
        "ratio",
        "double");
  }

  @Test
  default void a_value_that_the_select_itself_cannot_cast_is_a_broken_contract() {
    assertFails(
        Failure.Contract.class,
        () ->
            write(
                "select cast(name as integer) as pieces from (select 'a dozen' as name) as given",
                field(1, "pieces", "integer")),
        "a dozen");
  }

  @Test
  default void sql_that_cannot_be_understood_is_a_fault_of_the_settings() {
    assertFails(
        Failure.Settings.class,
        () -> engine().show(Select.of("select * from nosuch_table"), 1),
        "nosuch_table");
    assertFails(
        Failure.Settings.class,
        () -> engine().show(Select.of("select nosuch_column from date_series"), 1),
        "nosuch_column");
    assertFails(Failure.Settings.class, () -> engine().show(Select.of("selec 1"), 1), "selec");
  }

  @Test
  default void fractions_are_rounded_to_the_contracts_type_half_away_from_zero() {
    Written written =
        write(
            "select cast(2.5 as double) as a, cast(-2.5 as double) as b, 3.5 as c,"
                + " cast(0.285 as double) as d, cast(-1.005 as double) as e, 2.345 as f",
            field(1, "a", "integer"),
            field(2, "b", "bigint"),
            field(3, "c", "integer"),
            field(4, "d", "decimal(9,2)"),
            field(5, "e", "decimal(9,2)"),
            field(6, "f", "decimal(9,2)"));
    engine()
        .register(
            "rounded",
            written.files(),
            List.of(
                column("a", "integer"),
                column("b", "bigint"),
                column("c", "integer"),
                column("d", "decimal(9,2)"),
                column("e", "decimal(9,2)"),
                column("f", "decimal(9,2)")));

    assertThat(engine().show(Select.of("select * from rounded"), 1).rows().get(0))
        .containsExactly("3", "-3", "4", "0.29", "-1.01", "2.35");
  }
}
