package clientele.etl.engine;

import clientele.failure.Failure;
import clientele.schema.Column;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds out, after a write was refused, which columns hold which value that cannot be cast. */
final class RefusedValue {

  private RefusedValue() {}

  /**
   * The failure with the columns' names, or the same failure where the SELECT itself is at fault.
   *
   * @param first runs SQL and gives the first value of the first row
   */
  static Failure find(
      String sql,
      ResultColumns given,
      List<FieldColumn> columns,
      Failure failure,
      Function<String, Optional<String>> first) {
    List<String> faults =
        columns.stream()
            .map(FieldColumn::column)
            .flatMap(column -> fault(sql, given, column, first).stream())
            .toList();
    return faults.isEmpty() ? failure : new Failure.Contract(String.join("\n", faults));
  }

  private static Optional<String> fault(
      String sql, ResultColumns given, Column column, Function<String, Optional<String>> first) {
    try {
      return first
          .apply(Projection.refusedValue(sql, given, column))
          .map(
              value ->
                  "column %s: '%s' is not %s".formatted(column.name(), value, article(column)));
    } catch (Failure.Settings impossible) {
      return Optional.of(
          "column %s: %s cannot be cast to %s"
              .formatted(column.name(), given.type(column.name()), column.type().sql()));
    } catch (Failure.Contract inside) {
      return Optional.empty();
    }
  }

  private static String article(Column column) {
    String type = column.type().sql();
    return (type.startsWith("i") ? "an " : "a ") + type;
  }
}
