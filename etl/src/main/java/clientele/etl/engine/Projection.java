package clientele.etl.engine;

import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.util.List;
import java.util.stream.Collectors;

/** SELECTs around a SELECT, in the SQL that both engines share. */
final class Projection {

  private Projection() {}

  /** The columns in their order, cast to their types. */
  static String cast(
      String sql, ResultColumns given, List<FieldColumn> columns, List<String> orderBy) {
    String list =
        columns.stream()
            .map(FieldColumn::column)
            .map(column -> cast(column, given) + " as " + SqlText.name(column.name()))
            .collect(Collectors.joining(", "));
    String order =
        orderBy.isEmpty()
            ? ""
            : orderBy.stream()
                .map(SqlText::name)
                .collect(Collectors.joining(", ", " order by ", ""));
    return "select %s from (%s\n) as given%s".formatted(list, sql, order);
  }

  /** One value of a column that does not become its type, as text; no rows where all do. */
  static String refusedValue(String sql, ResultColumns given, Column column) {
    String name = SqlText.name(column.name());
    return "select cast(%s as varchar) as refused from (%s\n) as given where %s is not null and %s is null limit 1"
        .formatted(name, sql, name, cast(column, given).replaceFirst("cast", "try_cast"));
  }

  private static String cast(Column column, ResultColumns given) {
    return "cast(%s as %s)"
        .formatted(value(column, given.type(column.name())), column.type().sql());
  }

  /** The engines cut and round differently; text and round() are where they agree. */
  private static String value(Column column, String givenType) {
    String name = SqlText.name(column.name());
    boolean isBroken = givenType.equals("double") || givenType.equals("float");
    boolean isInteger =
        column.type() instanceof ColumnType.IntegerType
            || column.type() instanceof ColumnType.BigintType;
    if (isInteger && (isBroken || givenType.startsWith("decimal"))) {
      return "round(%s)".formatted(name);
    } else if (isBroken && column.type() instanceof ColumnType.DecimalType) {
      return "cast(%s as varchar)".formatted(name);
    }
    return name;
  }
}
