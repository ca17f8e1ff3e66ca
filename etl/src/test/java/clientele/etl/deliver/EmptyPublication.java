package clientele.etl.deliver;

import clientele.etl.engine.PublishedFile;
import clientele.etl.engine.PublishedStamp;
import clientele.etl.engine.PublishedTable;
import clientele.schema.Contracts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A published file of 2026-03-31 with every table of the contracts and no row. */
final class EmptyPublication {

  private EmptyPublication() {}

  static Path write(Path folder) {
    Path file = folder.resolve("clientele.duckdb");
    List<PublishedTable> tables =
        Contracts.builtIn().all().stream()
            .map(
                contract ->
                    new PublishedTable(
                        contract.name(), contract.meaning(), List.of(), contract.columns()))
            .toList();
    new PublishedFile(file, "")
        .write(
            new PublishedStamp(1, LocalDate.of(2026, 3, 31), "nightly-1", Instant.EPOCH), tables);
    return file;
  }

  /**
   * The same with rows.
   *
   * @param rows inserts into some of the tables
   */
  static Path write(Path folder, List<String> filled, String rows) throws SQLException {
    Path file = write(folder);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      for (String table : filled) {
        statement.execute("create table filled as from " + table);
        statement.execute("drop view " + table);
        statement.execute("alter table filled rename to " + table);
      }
      statement.execute(rows);
    }
    return file;
  }
}
