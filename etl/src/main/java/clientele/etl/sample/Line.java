package clientele.etl.sample;

import clientele.etl.engine.Select;
import clientele.etl.engine.SqlText;
import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A row as one text: values parted by tabs, {@code \N} for null, with a backslash before backslash,
 * tab and line feed, as PostgreSQL's COPY takes it.
 */
record Line(String line) {

  /** The rows of a SELECT as lines, with their values in the order of the columns. */
  static Select of(Select rows, List<Column> columns) {
    String values =
        columns.stream()
            .map(column -> "coalesce(%s, '\\N')".formatted(text(column)))
            .collect(Collectors.joining(", ", "concat_ws(chr(9), ", ")"));
    return new Select(
        "select %s as line from (\n%s\n) as given".formatted(values, rows.sql()),
        rows.parameters());
  }

  private static String text(Column column) {
    if (column.type() instanceof ColumnType.VarcharType) {
      return "replace(replace(replace(%s, '\\', '\\\\'), chr(9), '\\t'), chr(10), '\\n')"
          .formatted(SqlText.name(column.name()));
    } else if (column.type() instanceof ColumnType.BooleanType) {
      return "cast(cast(%s as integer) as varchar)".formatted(SqlText.name(column.name()));
    }
    return "cast(%s as varchar)".formatted(SqlText.name(column.name()));
  }

  /** The values, null where the row has none. */
  String[] values() {
    String[] values = line.split("\t", -1);
    for (int i = 0; i < values.length; i++) {
      if (values[i].equals("\\N")) {
        values[i] = null;
      } else if (values[i].indexOf('\\') >= 0) {
        values[i] = values[i].translateEscapes();
      }
    }
    return values;
  }
}
