package clientele.etl.model;

import clientele.etl.engine.Select;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a few rows as a SELECT of literals. */
public final class Literals {

  private Literals() {}

  /**
   * A list setting as a relation. A column is boolean, bigint, double or varchar by what its values
   * are; all rows have the columns of the first.
   */
  public static Select rows(List<Map<String, Object>> rows) {
    Map<String, Object> first = rows.get(0);
    List<String> selects = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      selects.add(
          first.keySet().stream()
              .map(
                  column ->
                      "cast(%s as %s) as %s"
                          .formatted(literal(row.get(column)), type(rows, column), column))
              .collect(Collectors.joining(", ", "select ", "")));
    }
    return Select.of(String.join("\nunion all\n", selects));
  }

  private static String type(List<Map<String, Object>> rows, String column) {
    List<Object> values =
        rows.stream().map(row -> row.get(column)).filter(value -> value != null).toList();
    if (values.stream().anyMatch(value -> value instanceof String)) {
      return "varchar";
    } else if (values.stream().anyMatch(value -> value instanceof BigDecimal)) {
      return "double";
    } else if (values.stream().anyMatch(value -> value instanceof Boolean)) {
      return "boolean";
    }
    return values.isEmpty() ? "varchar" : "bigint";
  }

  /** A value in quotes, as both engines cast it from text; null as null. */
  public static String literal(Object value) {
    return value == null ? "null" : "'" + value.toString().replace("'", "''") + "'";
  }
}
