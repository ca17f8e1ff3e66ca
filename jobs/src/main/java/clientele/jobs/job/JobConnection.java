package clientele.jobs.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The job repository's one connection; made anew when the server dropped it, as it may while a step
 * works for hours.
 */
final class JobConnection extends SingleConnectionDataSource {

  private static final String SQLITE = "jdbc:sqlite:";
  private static final String BUSY_MILLISECONDS = "30000";

  JobConnection(String url) {
    setUrl(url);
    setConnectionProperties(properties(url));
    setSuppressClose(true);
  }

  /** Opens a connection of one's own, for who does without Spring. */
  static Connection open(String url) throws SQLException {
    return DriverManager.getConnection(url, properties(url));
  }

  /** Whether a SQLite file is there, which opening it would make. */
  static boolean isThere(String url) {
    return !url.startsWith(SQLITE) || Files.exists(Path.of(url.substring(SQLITE.length())));
  }

  /** Whether the database is a server's, which may be away, and not a file. */
  static boolean isServer(String url) {
    return !url.startsWith(SQLITE);
  }

  private static Properties properties(String url) {
    Properties properties = new Properties();
    if (url.startsWith(SQLITE)) {
      properties.setProperty("journal_mode", "WAL");
      properties.setProperty("busy_timeout", BUSY_MILLISECONDS);
      // A transaction that first reads and then writes would fail at once beside another writer.
      properties.setProperty("transaction_mode", "IMMEDIATE");
    } else {
      properties.setProperty("ApplicationName", "clientele");
      properties.setProperty("tcpKeepAlive", "true");
      properties.setProperty("connectTimeout", "10");
    }
    return properties;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    if (connection.isValid(5)) {
      return connection;
    }
    resetConnection();
    return super.getConnection();
  }
}
