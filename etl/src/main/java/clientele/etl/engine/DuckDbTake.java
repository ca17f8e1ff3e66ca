package clientele.etl.engine;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;

/** Brings records into a new table. */
final class DuckDbTake {

  private DuckDbTake() {}

  static <R extends Record> void take(
      DuckDbSession session, String table, Shape<R> shape, Iterable<R> rows) {
    String columns =
        shape.columns().stream()
            .map(column -> SqlText.name(column.name()) + " " + column.type().sql())
            .collect(Collectors.joining(", "));
    session.run("create table %s (%s)".formatted(SqlText.name(table), columns));
    try (DuckDBAppender appender = session.connection().createAppender(table)) {
      for (R row : rows) {
        appender.beginRow();
        for (Object value : shape.columnValues(row)) {
          append(appender, value);
        }
        appender.endRow();
      }
    } catch (SQLException e) {
      throw DuckDbFailures.of(e);
    }
  }

  private static void append(DuckDBAppender appender, Object value) throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else if (value instanceof String text) {
      appender.append(text);
    } else if (value instanceof Integer number) {
      appender.append(number.intValue());
    } else if (value instanceof Long number) {
      appender.append(number.longValue());
    } else if (value instanceof Double number) {
      appender.append(number.doubleValue());
    } else if (value instanceof Boolean truth) {
      appender.append(truth.booleanValue());
    } else if (value instanceof BigDecimal number) {
      appender.append(number);
    } else if (value instanceof LocalDate day) {
      appender.append(day);
    } else if (value instanceof LocalDateTime moment) {
      appender.append(moment);
    } else {
      throw new IllegalArgumentException("a value of " + value.getClass());
    }
  }
}
