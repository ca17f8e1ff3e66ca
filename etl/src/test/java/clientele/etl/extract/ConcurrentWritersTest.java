package clientele.etl.extract;

import static clientele.etl.extract.Nights.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import ch.vorburger.exec.ManagedProcessException;
import clientele.etl.servers.MariaDbServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights of a database in which people go on working. */
class ConcurrentWritersTest {

  private static final int WRITERS = 4;
  private static final int NIGHTS = 4;

  private static final String TOTALS =
      """
      select o.id, o.total, sum(l.amount) as amounts
      from shop__orders o left join shop__order_lines l on l.order_id = o.id
      group by o.id, o.total
      having o.total is distinct from sum(l.amount)
      """;
  private static final String ORPHANS =
      """
      select l.order_id from shop__order_lines l
      left join shop__orders o on o.id = l.order_id
      where o.id is null
      """;

  @TempDir private Path project;

  @Test
  void postgresIsReadAsOfOneMomentEachNightAndIsWholeWhenTheWritersRest() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      String url = "jdbc:postgresql://localhost:%d/postgres".formatted(server.getPort());
      check(url, "postgres", "connections: 2", "timestamptz", "clock_timestamp()");
    }
  }

  @Test
  void mariaDbIsReadAsOfOneMomentEachNightAndIsWholeWhenTheWritersRest() throws Exception {
    check(mariaDb(), MariaDbServer.OWNER, "connections: 1", "datetime(6)", "now(6)");
  }

  private static String mariaDb() throws SQLException, ManagedProcessException {
    String server = "jdbc:mariadb:" + MariaDbServer.shared().address();
    run(server, MariaDbServer.OWNER, "create or replace database busy_shop");
    return server + "busy_shop";
  }

  private static void run(String url, String user, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, user);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void check(String url, String user, String connection, String moment, String now)
      throws SQLException, IOException, InterruptedException, ExecutionException {
    run(
        url,
        user,
        "create table orders (id bigint primary key, total decimal(12, 2), updated_at %s)"
            .formatted(moment),
        "create table order_lines (order_id bigint, line_no int, amount decimal(12, 2),"
            + " updated_at %s, primary key (order_id, line_no))".formatted(moment));
    BusyShop shop = new BusyShop(url, user, now);
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try (Nights nights = nights(url, user, connection)) {
      List<Future<Long>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        long seed = writer;
        writers.add(threads.submit(() -> shop.work(seed)));
      }
      LocalDate date = MONDAY;
      for (int night = 0; night < NIGHTS; night++, date = date.plusDays(1)) {
        TimeUnit.MILLISECONDS.sleep(200);
        List<TableExtract> extracts = nights.night(date);
        assertThat(extracts).allMatch(extract -> extract.loaded() > 0, "has news");
        assertThat(nights.rows(date, TOTALS))
            .as("orders that were not read as they were")
            .isEmpty();
        assertThat(nights.rows(date, ORPHANS)).as("lines without their order").isEmpty();
      }
      shop.close();
      for (Future<Long> writer : writers) {
        assertThat(writer.get()).as("transactions of a writer").isGreaterThan(20);
      }
      nights.night(date);
      for (String query :
          List.of(
              "select id, total from %sorders order by id",
              "select order_id, line_no, amount from %sorder_lines order by order_id, line_no")) {
        assertThat(nights.rows(date, query.formatted("shop__")))
            .isEqualTo(rows(url, user, query.formatted("")));
      }
    } finally {
      shop.close();
      threads.shutdownNow();
    }
  }

  private static List<String> rows(String url, String user, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url, user, user);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(result.getString(column));
        }
        rows.add(String.join("|", row));
      }
    }
    return rows;
  }

  private Nights nights(String url, String user, String connection) {
    return new Nights(project, Map.of("PASSWORD", user))
        .file(
            "sources/shop/source.yml",
            """
            transport: jdbc
            connection: {url: "%s", user: %s, password: "${PASSWORD}", %s}
            tables:
              orders: {key: [id], watermark: updated_at, overlap: 2 seconds, deletes: keys}
              order_lines:
                key: [order_id, line_no]
                watermark: updated_at
                overlap: 2 seconds
                deletes: keys
            """
                .formatted(url, user, connection));
  }
}
