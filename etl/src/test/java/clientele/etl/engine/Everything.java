package clientele.etl.engine;

import static clientele.etl.engine.EngineCases.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** A component of each type. */
record Everything(
    Boolean isOpen,
    Integer pieces,
    Long bigNumber,
    Double ratio,
    BigDecimal amount,
    String text,
    LocalDate day,
    LocalDateTime moment) {

  static final List<Everything> ROWS =
      List.of(
          new Everything(
              true,
              Integer.MAX_VALUE,
              Long.MIN_VALUE,
              0.1,
              new BigDecimal("12345678901234.56"),
              "Anna's \"tin\" \\ ü 小麦\n",
              LocalDate.of(2024, 2, 29),
              LocalDateTime.of(2026, 3, 29, 2, 30, 0, 123_456_000)),
          new Everything(null, null, null, null, null, null, null, null),
          new Everything(
              false,
              Integer.MIN_VALUE,
              Long.MAX_VALUE,
              -1e300,
              new BigDecimal("-0.01"),
              "",
              LocalDate.of(1900, 1, 1),
              LocalDateTime.of(9999, 12, 31, 0, 0)));

  static final List<FieldColumn> COLUMNS =
      List.of(
          field(3, "is_open", "boolean"),
          field(5, "pieces", "integer"),
          field(7, "big_number", "bigint"),
          field(11, "ratio", "double"),
          field(13, "amount", "decimal(18,2)"),
          field(17, "text", "varchar"),
          field(19, "day", "date"),
          field(23, "moment", "timestamp"));

  static void assertRows(Engine engine, String relation) {
    List<Everything> rows =
        engine.read(Select.of("select * from " + relation), Everything.class).stream()
            .map(Everything::withoutScale)
            .toList();
    assertThat(rows).containsExactlyInAnyOrderElementsOf(ROWS);
  }

  /** A decimal comes back with the digits of its column, and 1.50 is not equal to 1.5. */
  private static Everything withoutScale(Everything row) {
    return new Everything(
        row.isOpen(),
        row.pieces(),
        row.bigNumber(),
        row.ratio(),
        row.amount() == null ? null : row.amount().stripTrailingZeros(),
        row.text(),
        row.day(),
        row.moment());
  }
}
