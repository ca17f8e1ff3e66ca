package clientele.etl.sample;

import clientele.failure.Failure;
import clientele.schema.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The database of one operational system, in one transaction until {@link #commit}. */
final class SampleDatabase implements AutoCloseable {

  private final String system;
  private final Dialect dialect;
  private final Connection connection;
  private final String shownUrl;

  private SampleDatabase(String system, Dialect dialect, Connection connection, String shownUrl) {
    this.system = system;
    this.dialect = dialect;
    this.connection = connection;
    this.shownUrl = shownUrl;
  }

  static SampleDatabase open(SampleTarget target, String system) {
    Properties properties = new Properties();
    String url;
    if (target instanceof SampleTarget.SqliteFolder files) {
      url = "jdbc:sqlite:" + file(files, system);
      // A crash while the file is made leaves a company that is simply made again.
      properties.setProperty("synchronous", "OFF");
    } else if (target instanceof SampleTarget.Server server) {
      url = server.url();
      server.user().ifPresent(user -> properties.setProperty("user", user));
      server.password().ifPresent(password -> properties.setProperty("password", password));
      // Values are sent as text; the server takes them for the types of their columns.
      properties.setProperty("stringtype", "unspecified");
    } else {
      throw new IllegalStateException(target.toString());
    }
    Dialect dialect = Dialect.of(url);
    try {
      Connection connection = DriverManager.getConnection(url, properties);
      connection.setAutoCommit(false);
      return new SampleDatabase(system, dialect, connection, url);
    } catch (SQLException e) {
      throw new Failure.Source(
          ("%s cannot be opened for the sample company: %s; check the address, the user and the"
                  + " password")
              .formatted(url, e.getMessage()),
          e);
    }
  }

  private static Path file(SampleTarget.SqliteFolder files, String system) {
    try {
      return Files.createDirectories(files.folder()).resolve(system + ".db");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Dialect dialect() {
    return dialect;
  }

  Connection connection() {
    return connection;
  }

  String name(String table) {
    return dialect.tableName(system, table);
  }

  /** Runs a statement of many rows or none. */
  void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Makes an empty table; {@link #complete} follows when its rows are there. */
  void create(SampleTable table, List<Column> columns) {
    List<String> definitions = new ArrayList<>();
    for (Column column : columns) {
      String nullable = table.key().contains(column.name()) ? " not null" : "";
      definitions.add(column.name() + " " + dialect.type(column.type()) + nullable);
    }
    if (!dialect.addsKeyLater()) {
      definitions.add(primaryKey(table));
    }
    run("drop table if exists " + name(table.name()));
    run(
        "create table %s (%s)%s"
            .formatted(name(table.name()), String.join(", ", definitions), dialect.tableOptions()));
  }

  void complete(SampleTable table) {
    if (dialect.addsKeyLater()) {
      run("alter table %s add %s".formatted(name(table.name()), primaryKey(table)));
    }
    table.indexed().forEach(column -> index(table, column));
    index(table, "updated_at");
  }

  private static String primaryKey(SampleTable table) {
    return "primary key (%s)".formatted(String.join(", ", table.key()));
  }

  private void index(SampleTable table, String column) {
    run(
        "create index %s_%s on %s (%s)"
            .formatted(table.name(), column, name(table.name()), column));
  }

  /** Whether a table is there. */
  boolean has(String table) {
    String catalog = dialect == Dialect.MARIADB ? system : null;
    String schema = dialect == Dialect.POSTGRESQL ? system : null;
    try (ResultSet tables = connection.getMetaData().getTables(catalog, schema, table, null)) {
      return tables.next();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  void createSchema() {
    if (dialect != Dialect.SQLITE) {
      run("create schema if not exists " + system);
    }
    if (dialect == Dialect.POSTGRESQL) {
      // Keys of millions of rows are sorted in memory.
      run("set local maintenance_work_mem = '512MB'");
    }
  }

  /** Which company lives here, and until which day; empty where none does. */
  Optional<SampleOptions> findState() {
    if (!has(SampleState.TABLE)) {
      return Optional.empty();
    }
    return SampleState.read(this);
  }

  void commit() {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  Failure.Source failure(SQLException cause) {
    return new Failure.Source(
        "system %s of the sample company at %s: %s".formatted(system, shownUrl, cause.getMessage()),
        cause);
  }

  /** What was not committed is undone. */
  @Override
  public void close() {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      throw failure(e);
    }
  }
}
