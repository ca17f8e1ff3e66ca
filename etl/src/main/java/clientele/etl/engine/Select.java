package clientele.etl.engine;

import java.util.Map;

/**
 * A SELECT with its named parameters.
 *
 * @param sql one statement in the portable subset; {@code :as_of} is the hole for parameter {@code
 *     as_of} (but not inside quotes, comments, or after another colon)
 * @param parameters String, Integer, Long, Double, BigDecimal, Boolean, LocalDate or LocalDateTime
 *     by name
 */
public record Select(String sql, Map<String, Object> parameters) {

  public Select {
    parameters = Map.copyOf(parameters);
  }

  public static Select of(String sql) {
    return new Select(sql, Map.of());
  }
}
