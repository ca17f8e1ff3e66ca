package clientele.etl.sample;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.engine.SqlText;
import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what is planted as CSV files, and a text that explains them. */
final class Truths {

  private static final List<String> TABLES =
      List.of(
          "purchase_law",
          "purchase_clock",
          "person",
          "order_cause",
          "product_rhythm",
          "sequence_effect",
          "campaign_effect",
          "bad_row");

  private Truths() {}

  static void write(Engine engine, World world, LocalDate until, Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("truths.md"), SampleSql.text("truths/truths.md"));
      for (String table : TABLES) {
        write(engine, world.select("truths/" + table, until), folder.resolve(table + ".csv"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Engine engine, Select rows, Path file) throws IOException {
    List<Column> columns = engine.describe(rows);
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      append(writer, columns.stream().map(Column::name).collect(Collectors.joining(",")));
      engine.scan(csv(rows, columns), Line.class, row -> append(writer, row.line()));
    }
  }

  private static void append(BufferedWriter writer, String line) {
    try {
      writer.append(line).append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Select csv(Select rows, List<Column> columns) {
    String values =
        columns.stream()
            .map(column -> "coalesce(%s, '')".formatted(text(column)))
            .collect(Collectors.joining(", ", "concat_ws(',', ", ")"));
    return new Select(
        "select %s as line from (\n%s\n) as given order by all".formatted(values, rows.sql()),
        rows.parameters());
  }

  private static String text(Column column) {
    String name = SqlText.name(column.name());
    return column.type() instanceof ColumnType.VarcharType
        ? "'\"' || replace(%s, '\"', '\"\"') || '\"'".formatted(name)
        : "cast(%s as varchar)".formatted(name);
  }
}
