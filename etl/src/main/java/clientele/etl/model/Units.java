package clientele.etl.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the rows of one feed fall into units that do not look at each other, such as orders.
 *
 * @param columns of the feed's SELECT that name a row's unit
 * @param relations for each relation that has units, such as {@code shop__sales_order}, the columns
 *     that name the unit there
 */
public record Units(List<String> columns, Map<String, List<String>> relations) {

  /** SQL of a row's unit, a text. */
  public static String sql(List<String> columns) {
    return columns.stream()
        .map(column -> "coalesce(cast(%s as varchar), '')".formatted(column))
        .collect(Collectors.joining(" || '|' || "));
  }
}
