package clientele.etl.store;

import clientele.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The metadata database: publications, the lease, and Iceberg's catalog. Keeps a few connections;
 * one on which anything failed is closed and never used again.
 */
final class MetadataDatabase implements AutoCloseable {

  private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(30);
  private static final long TRUSTED_IDLE_NANOSECONDS = Duration.ofSeconds(5).toNanos();
  private static final int CREATE_ATTEMPTS = 5;

  private static final List<String> TABLES =
      List.of(
          """
          create table if not exists warehouse (
            only_row integer primary key check (only_row = 1),
            location varchar(4000) not null)
          """,
          """
          create table if not exists publication (
            id bigint primary key,
            run_id varchar(200) not null,
            as_of varchar(10) not null,
            published_at varchar(40) not null)
          """,
          """
          create table if not exists publication_snapshot (
            publication_id bigint not null references publication (id),
            table_namespace varchar(200) not null,
            table_name varchar(200) not null,
            snapshot_id bigint not null,
            primary key (publication_id, table_namespace, table_name))
          """,
          """
          create table if not exists lease (
            only_row integer primary key check (only_row = 1),
            owner varchar(200) not null,
            host varchar(300) not null,
            machine varchar(300) not null,
            process_id bigint not null,
            process_started_at varchar(40) not null,
            acquired_at varchar(40) not null,
            heartbeat_at varchar(40) not null)
          """,
          """
          create table if not exists quarantine_decision (
            decision_no bigint primary key,
            fault_id varchar(40) not null,
            kind varchar(20) not null,
            stage varchar(20) not null,
            source varchar(200) not null,
            table_name varchar(200) not null,
            natural_key text not null,
            column_name text not null,
            fault_value text not null,
            rule text not null,
            note text not null,
            decided_by varchar(300) not null,
            decided_at varchar(40) not null)
          """);

  /** Work on a connection; committed if it returns, rolled back if it throws. */
  @FunctionalInterface
  interface Work<R> {
    R on(Connection connection) throws SQLException;
  }

  private record Idle(Connection connection, long since) {}

  private final LocationSettings location;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private boolean isClosed;

  MetadataDatabase(LocationSettings location) {
    this.location = location;
    if (location.isSqlite()) {
      makeFolders();
    }
    createTables();
    checkLocation();
  }

  LocationSettings location() {
    return location;
  }

  /** Runs statements that each commit by themselves. Failures stay SQLExceptions. */
  <R> R run(Work<R> work) throws SQLException {
    Connection connection = take();
    boolean isSound = false;
    try {
      R result = work.on(connection);
      isSound = true;
      return result;
    } finally {
      giveBack(connection, isSound);
    }
  }

  /** As {@link #run}, with failures that say which database it was. */
  <R> R query(Work<R> work) {
    try {
      return run(work);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Runs statements as one transaction. */
  void transaction(Work<Void> work) {
    query(
        connection -> {
          connection.setAutoCommit(false);
          work.on(connection);
          connection.commit();
          connection.setAutoCommit(true);
          return null;
        });
  }

  Failure failure(SQLException cause) {
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    String message =
        "metadata database %s: %s".formatted(location.metadataName(), cause.getMessage());
    if (state.startsWith("28") || state.startsWith("3D")) {
      return new Failure.Settings(message + ". Correct warehouse.metadata_url");
    } else if (state.startsWith("08") || state.startsWith("57P")) {
      return new Failure.Source(message + ". See that it runs and can be reached from here", cause);
    }
    return new Failure.Engine(message, cause);
  }

  private synchronized Connection take() throws SQLException {
    if (isClosed) {
      throw new IllegalStateException("the store is closed");
    }
    while (!idle.isEmpty()) {
      Idle candidate = idle.pop();
      boolean isTrusted = System.nanoTime() - candidate.since() < TRUSTED_IDLE_NANOSECONDS;
      if (isTrusted || candidate.connection().isValid(5)) {
        return candidate.connection();
      }
      closeQuietly(candidate.connection());
    }
    return connect();
  }

  private synchronized void giveBack(Connection connection, boolean isSound) {
    if (isSound && !isClosed) {
      idle.push(new Idle(connection, System.nanoTime()));
    } else {
      closeQuietly(connection);
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    if (location.isSqlite()) {
      properties.setProperty("journal_mode", "WAL");
      properties.setProperty("synchronous", "FULL");
      properties.setProperty("busy_timeout", Long.toString(BUSY_TIMEOUT.toMillis()));
      // A transaction that first reads and then writes would fail at once beside another writer.
      properties.setProperty("transaction_mode", "IMMEDIATE");
      properties.setProperty("foreign_keys", "true");
    } else {
      properties.setProperty("ApplicationName", "clientele");
      properties.setProperty("tcpKeepAlive", "true");
      properties.setProperty("connectTimeout", "10");
      properties.setProperty("socketTimeout", "60");
    }
    return driver().connect(location.metadataUrl(), properties);
  }

  /** By name, for DriverManager first starts every driver there is, DuckDB with all its library. */
  private Driver driver() {
    String name = location.isSqlite() ? "org.sqlite.JDBC" : "org.postgresql.Driver";
    try {
      return (Driver) Class.forName(name).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the driver %s is part of the program".formatted(name), e);
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException alreadyBroken) {
      // it is thrown away because it is broken
    }
  }

  private void makeFolders() {
    Path file = Path.of(location.metadataUrl().substring(LocationSettings.SQLITE.length()));
    try {
      if (!Files.exists(file) && hasTables()) {
        throw new Failure.Settings(
            "the warehouse %s has tables, but its metadata database %s is not there: put it back, or name the right one in warehouse.metadata_url"
                .formatted(location.warehouse(), file));
      }
      Files.createDirectories(location.warehouse());
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
    } catch (IOException e) {
      throw new Failure.Settings(
          "the warehouse folder %s cannot be made: %s. Correct warehouse.location"
              .formatted(location.warehouse(), e));
    }
  }

  private boolean hasTables() throws IOException {
    if (!Files.isDirectory(location.warehouse())) {
      return false;
    }
    try (Stream<Path> folders = Files.walk(location.warehouse(), 3)) {
      return folders.anyMatch(folder -> folder.endsWith("metadata"));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void createTables() {
    for (int attempt = 1; ; attempt++) {
      try {
        run(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                for (String table : TABLES) {
                  statement.execute(table);
                }
              }
              return null;
            });
        return;
      } catch (SQLException e) {
        // PostgreSQL fails one of two sessions that create the same table at the same moment.
        boolean isRace = e.getSQLState() != null && e.getSQLState().startsWith("23");
        if (!isRace || attempt == CREATE_ATTEMPTS) {
          throw failure(e);
        }
      }
    }
  }

  private void checkLocation() {
    String here = location.warehouse().toString();
    String made = query(MetadataDatabase::findLocation);
    if (made == null) {
      query(
          connection -> {
            try (PreparedStatement insert =
                connection.prepareStatement(
                    "insert into warehouse (only_row, location) values (1, ?) on conflict do"
                        + " nothing")) {
              insert.setString(1, here);
              return insert.executeUpdate();
            }
          });
      made = query(MetadataDatabase::findLocation);
    }
    if (!isSameFolder(here, made)) {
      throw new Failure.Settings(
          "metadata database %s belongs to the warehouse in %s, but this one is in %s. A warehouse cannot be moved, for its tables name their files by full path: move it back, put a link to it at %s, or give this one a metadata database of its own (warehouse.metadata_url)"
              .formatted(location.metadataName(), made, here, made));
    }
  }

  private static boolean isSameFolder(String one, String other) {
    try {
      return one.equals(other) || Files.isSameFile(Path.of(one), Path.of(other));
    } catch (IOException | InvalidPathException notThere) {
      return false;
    }
  }

  private static String findLocation(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select location from warehouse")) {
      return row.next() ? row.getString(1) : null;
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    idle.forEach(connection -> closeQuietly(connection.connection()));
    idle.clear();
  }
}
