package clientele.etl.extract;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/**
 * Lends connections to one database. PostgreSQL shows all of them the same rows, by a transaction
 * that stays open meanwhile; other databases show so through one connection, whose transaction
 * stays open from table to table. Safe for use by several threads at once.
 */
final class JdbcViews implements AutoCloseable {

  private final JdbcConnector connector;
  private final boolean hasOneSnapshot;
  private final Deque<JdbcView> returned = new ArrayDeque<>();
  private JdbcView holder;
  private String exported;

  /**
   * @param hasOneSnapshot false for connections that each see what is there when they are lent
   */
  JdbcViews(JdbcConnector connector, boolean hasOneSnapshot) {
    this.connector = connector;
    this.hasOneSnapshot = hasOneSnapshot;
  }

  /** Whether several connections can see the same rows. */
  boolean isShared() {
    return hasOneSnapshot && connector.database() == Database.POSTGRESQL;
  }

  /** An SQLException means that the server was not reached or went away. */
  synchronized JdbcView lend() throws SQLException {
    if (isShared()) {
      return imported();
    }
    JdbcView view = returned.poll();
    if (view != null && view.connection().isValid(5)) {
      return view;
    }
    Connection connection = connector.open();
    try {
      begin(connection);
      return new JdbcView(connection, UUID.randomUUID().toString());
    } catch (SQLException exception) {
      connection.close();
      throw exception;
    }
  }

  /** Takes a view back; one that failed, or cannot be used again, is closed. */
  synchronized void takeBack(JdbcView view, boolean isGood) throws SQLException {
    if (isGood && hasOneSnapshot && !isShared() && returned.isEmpty()) {
      returned.add(view);
      return;
    }
    try {
      view.connection().close();
    } catch (SQLException exception) {
      if (isGood) {
        throw exception;
      }
    }
  }

  private void begin(Connection connection) throws SQLException {
    switch (connector.database()) {
      case MARIADB ->
          run(
              connection,
              "set session transaction isolation level repeatable read",
              "start transaction with consistent snapshot");
      case H2 ->
          run(connection, "set session characteristics as transaction isolation level snapshot");
      case POSTGRESQL -> connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      case SQLITE, OTHER -> {}
    }
  }

  private JdbcView imported() throws SQLException {
    if (holder == null || !holder.connection().isValid(5)) {
      export();
    }
    Connection connection = connector.open();
    try {
      begin(connection);
      run(connection, "set transaction snapshot '%s'".formatted(exported));
      return new JdbcView(connection, holder.snapshot());
    } catch (SQLException exception) {
      connection.close();
      throw exception;
    }
  }

  private void export() throws SQLException {
    if (holder != null) {
      holder.connection().close();
    }
    Connection connection = connector.open();
    holder = new JdbcView(connection, UUID.randomUUID().toString());
    begin(connection);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select pg_export_snapshot()")) {
      rows.next();
      exported = rows.getString(1);
    }
  }

  private static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public synchronized void close() throws SQLException {
    SQLException failure = null;
    if (holder != null) {
      returned.add(holder);
      holder = null;
    }
    for (JdbcView view : returned) {
      try {
        view.connection().close();
      } catch (SQLException exception) {
        failure = exception;
      }
    }
    returned.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
