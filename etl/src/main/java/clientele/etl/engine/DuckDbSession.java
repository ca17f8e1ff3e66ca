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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  /** Opens a statement of its own, since an error closes it. */
  @FunctionalInterface
  private interface Attempt<T> {
    T perform(DuckDbSession session) throws SQLException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(DuckDbSession.class);

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
    // Else nothing could be tried again after an assertion of DuckDB's own.
    properties.setProperty("disable_database_invalidation", "true");
    try {
      Connection connection = DriverManager.getConnection(url, properties);
      DuckDbLibrary.removeFile();
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
    perform(
        sql,
        session -> {
          try (Statement statement = session.connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }

  <T> T query(String sql, ResultReader<T> reader) {
    return perform(
        sql,
        session -> {
          try (Statement statement = session.connection.createStatement();
              ResultSet result = statement.executeQuery(sql)) {
            return read(sql, result, reader);
          }
        });
  }

  /** What fails after the first row is never tried again: its reader has seen rows. */
  private <T> T read(String sql, ResultSet result, ResultReader<T> reader) {
    try {
      return reader.read(result);
    } catch (SQLException e) {
      throw DuckDbFailures.of(explained(sql, e));
    }
  }

  /** Where a plan breaks an assertion of DuckDB, another is tried once (docs/decisions/0013). */
  private <T> T perform(String sql, Attempt<T> attempt) {
    try {
      return attempt.perform(this);
    } catch (SQLException e) {
      SQLException failure = explained(sql, e);
      if (!DuckDbFailures.isAssertion(failure)) {
        throw DuckDbFailures.of(failure);
      }
    }
    LOG.warn("DuckDB broke an assertion of its own; another plan is tried for {}", sql);
    try (DuckDbSession other = another();
        Statement setting = other.connection.createStatement()) {
      setting.execute("set disabled_optimizers = 'build_side_probe_side'");
      try {
        return attempt.perform(other);
      } finally {
        setting.execute("reset disabled_optimizers");
      }
    } catch (SQLException e) {
      throw DuckDbFailures.of(e);
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
