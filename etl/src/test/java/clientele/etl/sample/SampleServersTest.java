package clientele.etl.sample;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.engine.Engine;
import clientele.etl.servers.MariaDbServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The company on real servers has the rows that it has in SQLite files, also some days on. */
class SampleServersTest {

  private static final int CUSTOMERS = 300;

  @TempDir Path folder;

  @Test
  void onPostgreSql() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      compareWithSqlite(
          new SampleTarget.Server(
              "jdbc:postgresql://localhost:%d/postgres".formatted(server.getPort()),
              Optional.of("postgres"),
              Optional.empty()));
    }
  }

  @Test
  void onMariaDb() throws Exception {
    compareWithSqlite(
        new SampleTarget.Server(
            "jdbc:mariadb:" + MariaDbServer.shared().address(),
            Optional.of(MariaDbServer.OWNER),
            Optional.of(MariaDbServer.OWNER)));
  }

  private void compareWithSqlite(SampleTarget server) throws SQLException {
    SampleTarget files = new SampleTarget.SqliteFolder(folder.resolve("data"));
    try (Engine engine = Worlds.engine(folder, 2)) {
      for (SampleTarget target : new SampleTarget[] {files, server}) {
        SampleCompany company = new SampleCompany(engine, target, folder.resolve("truths"));
        company.create(Worlds.company(3, CUSTOMERS, Worlds.UNTIL.minusDays(30)));
        company.advance(Worlds.UNTIL);
      }
    }
    for (SampleTable table : SampleTable.ALL) {
      assertThat(rows(server, table))
          .as(table.resource())
          .isNotEmpty()
          .isEqualTo(rows(files, table));
    }
  }

  /** Rows as texts; numbers, flags and times as all three databases can be made to say them. */
  private static TreeSet<String> rows(SampleTarget target, SampleTable table) throws SQLException {
    try (SampleDatabase database = SampleDatabase.open(target, table.system());
        Statement statement = database.connection().createStatement();
        ResultSet result = statement.executeQuery("select * from " + database.name(table.name()))) {
      TreeSet<String> rows = new TreeSet<>();
      while (result.next()) {
        Map<String, String> row = new TreeMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.put(result.getMetaData().getColumnName(i), text(result.getString(i)));
        }
        rows.add(row.toString());
      }
      return rows;
    }
  }

  private static String text(String value) {
    if (value == null) {
      return "null";
    } else if (value.matches("-?\\d{1,18}(\\.\\d+)?")) {
      return new BigDecimal(value).stripTrailingZeros().toPlainString();
    }
    return switch (value) {
      case "t", "true" -> "1";
      case "f", "false" -> "0";
      default -> value.replaceFirst("(:\\d\\d)\\.0+$", "$1");
    };
  }
}
