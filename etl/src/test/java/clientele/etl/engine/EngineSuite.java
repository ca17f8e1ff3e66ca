package clientele.etl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every engine does, and does alike. */
abstract class EngineSuite {

  /** A component of each type. */
  record Everything(
      Boolean isOpen,
      Integer pieces,
      Long bigNumber,
      Double ratio,
      BigDecimal amount,
      String text,
      LocalDate day,
      LocalDateTime moment) {}

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

  static final List<FieldColumn> EVERYTHING =
      List.of(
          field(3, "is_open", "boolean"),
          field(5, "pieces", "integer"),
          field(7, "big_number", "bigint"),
          field(11, "ratio", "double"),
          field(13, "amount", "decimal(18,2)"),
          field(17, "text", "varchar"),
          field(19, "day", "date"),
          field(23, "moment", "timestamp"));

  @TempDir static Path folder;

  /** The session of the class; tests use names of their own. */
  abstract Engine engine();

  static FieldColumn field(int id, String name, String type) {
    return new FieldColumn(id, column(name, type));
  }

  static Column column(String name, String type) {
    return Column.of(name, ColumnType.parse(type));
  }

  static List<Column> columns(List<FieldColumn> fields) {
    return fields.stream().map(FieldColumn::column).toList();
  }

  static Path newFolder() {
    return folder.resolve("written-" + UUID.randomUUID());
  }

  String value(String expression) {
    return engine().show(Select.of("select " + expression + " as value"), 1).rows().get(0).get(0);
  }

  void assertRows(String relation) {
    List<Everything> rows =
        engine().read(Select.of("select * from " + relation), Everything.class).stream()
            .map(EngineSuite::withoutScale)
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

  @Test
  void records_taken_are_read_back_equal() {
    engine().take("everything", Everything.class, ROWS);

    assertRows("everything");
  }

  @Test
  void every_type_survives_being_written_and_registered() {
    engine().take("written_rows", Everything.class, ROWS);

    Written written =
        engine().write(Select.of("select * from written_rows"), EVERYTHING, newFolder(), List.of());
    engine().register("read_rows", written.files(), columns(EVERYTHING));

    assertThat(written.rows()).isEqualTo(3);
    assertThat(engine().describe(Select.of("select * from read_rows")))
        .isEqualTo(columns(EVERYTHING));
    assertRows("read_rows");
  }

  @Test
  void dialect_smoke() {
    assertThat(value("business_date(timestamp '2026-03-31 21:30:00')")).isEqualTo("2026-04-01");
    assertThat(value("normal_phone('020 7946 0018')")).isEqualTo("+442079460018");
    assertThat(value("parse_timestamp('12/1/2010 8:26', 'M/d/yyyy H:mm')"))
        .isEqualTo("2010-12-01 08:26:00");
    assertThat(value("parse_date('2026-02-30', 'yyyy-MM-dd')")).isNull();
    assertThat(value("surrogate_key('x', timestamp '1900-01-01 00:00:00')")).isNotNull();
    assertThat(value("(select count(*) from date_series)")).isEqualTo("16802");
  }
}
