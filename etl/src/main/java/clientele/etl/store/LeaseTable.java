package clientele.etl.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;

/** The one row of the lease. Every change names the row it changes, so that one of many wins. */
final class LeaseTable {

  private final MetadataDatabase database;

  LeaseTable(MetadataDatabase database) {
    this.database = database;
  }

  Optional<LeaseHolder> find() {
    return database.query(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery(
                      """
                      select owner, host, machine, process_id, process_started_at, acquired_at,
                        heartbeat_at
                      from lease
                      """)) {
            return row.next() ? Optional.of(holder(row)) : Optional.empty();
          }
        });
  }

  /** Whether the lease was free and is this holder's now. */
  boolean insert(LeaseHolder holder) {
    return execute(
        """
        insert into lease (owner, host, machine, process_id, process_started_at, acquired_at,
          heartbeat_at, only_row)
        values (?, ?, ?, ?, ?, ?, ?, 1) on conflict do nothing
        """,
        statement -> fill(statement, holder));
  }

  /** Whether the lease was still as the other had it, and is this holder's now. */
  boolean replace(LeaseHolder other, LeaseHolder holder) {
    return execute(
        """
        update lease set owner = ?, host = ?, machine = ?, process_id = ?, process_started_at = ?,
          acquired_at = ?, heartbeat_at = ?
        where owner = ? and heartbeat_at = ?
        """,
        statement -> {
          fill(statement, holder);
          statement.setString(8, other.owner());
          statement.setString(9, other.heartbeatAt().toString());
        });
  }

  /** Whether the lease is still this owner's. */
  boolean renew(String owner, Instant now) {
    return execute(
        "update lease set heartbeat_at = ? where owner = ?",
        statement -> {
          statement.setString(1, now.toString());
          statement.setString(2, owner);
        });
  }

  void delete(String owner) {
    execute("delete from lease where owner = ?", statement -> statement.setString(1, owner));
  }

  @FunctionalInterface
  private interface Filling {
    void fill(PreparedStatement statement) throws SQLException;
  }

  private boolean execute(String sql, Filling filling) {
    return database.query(
        (Connection connection) -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            filling.fill(statement);
            return statement.executeUpdate() == 1;
          }
        });
  }

  private static void fill(PreparedStatement statement, LeaseHolder holder) throws SQLException {
    statement.setString(1, holder.owner());
    statement.setString(2, holder.host());
    statement.setString(3, holder.machine());
    statement.setLong(4, holder.processId());
    statement.setString(5, holder.processStartedAt().toString());
    statement.setString(6, holder.acquiredAt().toString());
    statement.setString(7, holder.heartbeatAt().toString());
  }

  private static LeaseHolder holder(ResultSet row) throws SQLException {
    return new LeaseHolder(
        row.getString("owner"),
        row.getString("host"),
        row.getString("machine"),
        row.getLong("process_id"),
        Instant.parse(row.getString("process_started_at")),
        Instant.parse(row.getString("acquired_at")),
        Instant.parse(row.getString("heartbeat_at")));
  }
}
