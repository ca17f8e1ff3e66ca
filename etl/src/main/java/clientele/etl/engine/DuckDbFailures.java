package clientele.etl.engine;

import clientele.failure.Failure;
import java.sql.SQLException;
import java.util.Properties;
import java.util.TreeMap;

/** Tells from DuckDB's messages what kind of failure it is. */
final class DuckDbFailures {

  private DuckDbFailures() {}

  static Failure opening(String url, Properties settings, SQLException cause) {
    String message = cause.getMessage();
    if (message.contains("Failed to set configuration option")) {
      return new Failure.Settings(
          "DuckDB refused a setting of %s: %s".formatted(new TreeMap<>(settings), message));
    }
    return new Failure.Engine("cannot open %s: %s".formatted(url, message), cause);
  }

  static Failure of(SQLException cause) {
    String message = cause.getMessage();
    if (isKind(message, "Conversion Error", "Out of Range Error", "Invalid Input Error")) {
      return new Failure.Contract("a value was refused: " + message.lines().findFirst().orElse(""));
    } else if (isKind(message, "Parser Error", "Binder Error", "Catalog Error", "Syntax Error")) {
      return new Failure.Settings("the SQL was refused: " + message);
    } else if (isKind(message, "Out of Memory Error")) {
      return new Failure.Engine(
          "DuckDB ran out of memory; raise duckdb.memory_limit, or lower duckdb.threads or"
              + " steps.side_by_side: "
              + message.lines().findFirst().orElse(""),
          cause);
    } else if (isKind(message, "IO Error")) {
      return new Failure.Engine("DuckDB could not read or write: " + message, cause);
    }
    return new Failure.Engine("DuckDB failed: " + message, cause);
  }

  /** Whether DuckDB found a fault of its own, not one of the SQL or the values. */
  static boolean isAssertion(SQLException failure) {
    return isKind(failure.getMessage(), "INTERNAL Error");
  }

  private static boolean isKind(String message, String... kinds) {
    for (String kind : kinds) {
      if (message.startsWith(kind)) {
        return true;
      }
    }
    return false;
  }
}
