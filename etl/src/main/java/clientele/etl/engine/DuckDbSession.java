package clientele.etl.engine;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;

/**
 * A connection to DuckDB that speaks UTC, orders nulls and refuses division by zero as Spark does,
 * and fails by kind.
 */
final class DuckDbSession implements AutoCloseable {

  /** Reads a result while it is open. */
  @FunctionalInterface
  interface ResultReader<T> {
    T read(ResultSet result) throws SQLException;
  }

  private final DuckDBConnection connection;

  private DuckDbSession(DuckDBConnection connection) {
    this.connection = connection;
  }

  /**
   * Opens a database.
   *
   * @param database a file, or empty for memory
   * @param settings DuckDB's own, such as {@code threads}
   */
  static DuckDbSession open(String database, Properties settings) {
    String url = "jdbc:duckdb:" + database;
    Properties properties = new Properties();
    properties.putAll(settings);
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    properties.setProperty("default_null_order", "nulls_first_on_asc_last_on_desc");
    properties.setProperty("ieee_floating_point_ops", "false");
    properties.setProperty("error_on_division_by_zero", "true");
    properties.setProperty("jdbc_stream_results", "true");
    try {
      Connection connection = DriverManager.getConnection(url, properties);
      return inUtc(connection.unwrap(DuckDBConnection.class));
    } catch (SQLException e) {
      throw DuckDbFailures.opening(url, settings, e);
    }
  }

  /**
   * Another session with the same database. While a result is open, its session does nothing else.
   */
  DuckDbSession another() {
    try {
      return inUtc(connection.duplicate());
    } catch (SQLException e) {
      throw DuckDbFailures.of(e);
    }
  }

  private static DuckDbSession inUtc(DuckDBConnection connection) {
    DuckDbSession session = new DuckDbSession(connection);
    session.run("set TimeZone = 'UTC'");
    return session;
  }

  DuckDBConnection connection() {
    return connection;
  }

  void run(String sql) {
    // After an error a statement is closed: each SQL gets its own.
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw DuckDbFailures.of(e);
    }
  }

  <T> T query(String sql, ResultReader<T> reader) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return reader.read(result);
    } catch (SQLException e) {
      throw DuckDbFailures.of(explained(sql, e));
    }
  }

  /** The driver loses the message of an error in the first rows, unless asked for chunks. */
  private SQLException explained(String sql, SQLException failure) {
    if (!failure.getMessage().endsWith("Invalid result set")) {
      return failure;
    }
    try (DuckDBPreparedStatement statement = connection.prepare(sql);
        DuckDBChunkedResult result = statement.query()) {
      return failure;
    } catch (SQLException explanation) {
      return explanation;
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw DuckDbFailures.of(e);
    }
  }
}
