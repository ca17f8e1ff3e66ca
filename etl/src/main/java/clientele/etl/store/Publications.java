package clientele.etl.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The publications in the metadata database. */
final class Publications {

  private final MetadataDatabase database;

  Publications(MetadataDatabase database) {
    this.database = database;
  }

  /** The one that readers see: of the newest business date, and of that date the last made. */
  Optional<Publication> last() {
    return read("where id = (select id from publication order by as_of desc, id desc limit 1)")
        .stream()
        .findFirst();
  }

  /** What the last night before a business date published. */
  Optional<Publication> before(LocalDate day) {
    return all().stream().filter(publication -> publication.asOf().isBefore(day)).findFirst();
  }

  /** The highest id there is; 0 where nothing is published. */
  long highestId() {
    return all().stream().mapToLong(Publication::id).max().orElse(0);
  }

  /** Newest business date first, and of one date the last made first. */
  List<Publication> all() {
    return read("");
  }

  /** All rows or none; an id that is taken is refused. */
  void record(Publication publication) {
    database.transaction(
        connection -> {
          insert(connection, publication);
          insertSnapshots(connection, publication);
          return null;
        });
  }

  /** All at once: no publication is left without its tables. */
  void forget(List<Publication> old) {
    database.transaction(
        connection -> {
          for (String delete :
              List.of(
                  "delete from publication_snapshot where publication_id = ?",
                  "delete from publication where id = ?")) {
            try (PreparedStatement statement = connection.prepareStatement(delete)) {
              for (Publication publication : old) {
                statement.setLong(1, publication.id());
                statement.executeUpdate();
              }
            }
          }
          return null;
        });
  }

  private static void insert(Connection connection, Publication publication) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into publication (id, run_id, as_of, published_at) values (?, ?, ?, ?)")) {
      insert.setLong(1, publication.id());
      insert.setString(2, publication.runId());
      insert.setString(3, publication.asOf().toString());
      insert.setString(4, publication.publishedAt().toString());
      insert.executeUpdate();
    }
  }

  private static void insertSnapshots(Connection connection, Publication publication)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into publication_snapshot
              (publication_id, table_namespace, table_name, snapshot_id)
            values (?, ?, ?, ?)
            """)) {
      for (Map.Entry<TableName, Long> entry : publication.snapshots().entrySet()) {
        insert.setLong(1, publication.id());
        insert.setString(2, entry.getKey().namespace());
        insert.setString(3, entry.getKey().name());
        insert.setLong(4, entry.getValue());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private List<Publication> read(String condition) {
    return database.query(
        connection -> {
          // One statement, so that no publication is seen without its tables.
          String select =
              """
              select id, run_id, as_of, published_at, table_namespace, table_name, snapshot_id
              from publication
              left join publication_snapshot on publication_id = id
              %s
              order by as_of desc, id desc
              """
                  .formatted(condition);
          try (PreparedStatement statement = connection.prepareStatement(select);
              ResultSet row = statement.executeQuery()) {
            return collect(row);
          }
        });
  }

  private static List<Publication> collect(ResultSet row) throws SQLException {
    List<Publication> publications = new ArrayList<>();
    Map<TableName, Long> snapshots = new TreeMap<>();
    boolean hasRow = row.next();
    while (hasRow) {
      long id = row.getLong("id");
      String namespace = row.getString("table_namespace");
      if (namespace != null) {
        snapshots.put(
            new TableName(namespace, row.getString("table_name")), row.getLong("snapshot_id"));
      }
      String runId = row.getString("run_id");
      LocalDate asOf = LocalDate.parse(row.getString("as_of"));
      Instant publishedAt = Instant.parse(row.getString("published_at"));
      hasRow = row.next();
      if (!hasRow || row.getLong("id") != id) {
        publications.add(new Publication(id, runId, asOf, publishedAt, Map.copyOf(snapshots)));
        snapshots.clear();
      }
    }
    return publications;
  }
}
