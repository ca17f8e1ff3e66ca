package clientele.etl.extract;

import static clientele.etl.extract.Nights.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.vorburger.exec.ManagedProcessException;
import clientele.etl.servers.MariaDbServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that are read in slices, several side by side. */
class SlicesTest {

  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final String PEOPLE =
      "select count(*), count(distinct id), sum(number), max(name) from shop__people";

  private static EmbeddedPostgres server;

  @TempDir private Path project;

  @BeforeAll
  static void start() throws IOException, SQLException, ManagedProcessException {
    server = EmbeddedPostgres.start();
    sql(
        """
        create table people as
          select 'p''' || n as id, n as number, 'name ' || n as name,
            timestamptz '2026-03-01 00:00:00+00' + n * interval '1 second' as changed_at
          from generate_series(1, 5000) as numbers (n)
        """,
        "insert into people values (null, 0, 'nobody', '2026-03-01')",
        "create table pairs as select n / 10 as a, n % 10 as b from generate_series(0, 4999) as x"
            + " (n)");
    mariaDb(
        "create or replace database slices",
        "use slices",
        "create table people (id varchar(20), number int, name varchar(50), changed_at datetime)",
        """
        insert into people
          select concat('p''', seq), seq, concat('name ', seq),
            date_add('2026-03-01', interval seq second)
          from seq_1_to_5000
        """,
        "insert into people values (null, 0, 'nobody', '2026-03-01')",
        "insert into people values ('back\\\\slash', 0, 'nobody', '2026-03-01')");
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static void sql(String... statements) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  private static void mariaDb(String... statements) throws ManagedProcessException, SQLException {
    String url = "jdbc:mariadb:" + MariaDbServer.shared().address();
    try (Connection connection =
            DriverManager.getConnection(url, MariaDbServer.OWNER, MariaDbServer.OWNER);
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  private Nights nights(int port, String connection, String tables) {
    return new Nights(project, Map.of())
        .file(
            "sources/shop/source.yml",
            """
            transport: jdbc
            connection:
              url: "jdbc:postgresql://localhost:%d/postgres"
              user: postgres
              %s
            tables:
              %s
            """
                .formatted(port, connection, tables));
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy: true", "copy: false", "one_snapshot: false"})
  void everyRowOfEverySliceArrivesOnce(String setting) {
    try (Nights nights =
        nights(
            server.getPort(),
            setting + "\n  connections: 3\n  slice_rows: 700\n  fetch_size: 100",
            "people: {key: [id]}\n  pairs: {key: [a, b]}")) {
      List<TableExtract> extracts = nights.night(MONDAY);
      assertThat(extracts.get(0).read()).isEqualTo(5001);
      assertThat(extracts.get(0).loaded()).isEqualTo(5000);
      assertThat(extracts.get(1).loaded()).isEqualTo(5000);
      assertThat(nights.rows(MONDAY, PEOPLE)).containsExactly("5000|5000|12502500|name 999");
      assertThat(nights.quarantine("natural_key, rule"))
          .singleElement()
          .asString()
          .matches("\\(row \\d+ of slice 0\\)\\|key_is_null");
      assertThat(nights.night(TUESDAY)).extracting(TableExtract::loaded).containsExactly(0L, 0L);
    }
  }

  @Test
  void aTableOfMariaDbIsSlicedToo() throws ManagedProcessException {
    try (Nights nights =
        new Nights(project, Map.of("SHOP", MariaDbServer.OWNER))
            .file(
                "sources/shop/source.yml",
                """
                transport: jdbc
                connection:
                  url: "jdbc:mariadb:%sslices"
                  user: %s
                  password: "${SHOP}"
                  connections: 3
                  slice_rows: 700
                tables: {people: {key: [id], watermark: changed_at}}
                """
                    .formatted(MariaDbServer.shared().address(), MariaDbServer.OWNER))) {
      assertThat(nights.night(MONDAY).get(0).loaded()).isEqualTo(5001);
      assertThat(nights.rows(MONDAY, PEOPLE)).containsExactly("5001|5001|12502500|nobody");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy: true", "copy: false"})
  void aLineThatIsCutInTheMiddleOfASliceIsTakenUpAgain(String setting) throws IOException {
    try (LossyProxy proxy = new LossyProxy(server.getPort(), 12_000, 2);
        Nights nights =
            nights(
                proxy.port(),
                setting + "\n  connections: 2\n  slice_rows: 700\n  fetch_size: 100",
                "people: {key: [id], watermark: changed_at}")) {
      assertThat(nights.night(MONDAY).get(0).loaded()).isEqualTo(5000);
      assertThat(proxy.cutsLeft()).isZero();
      assertThat(nights.rows(MONDAY, PEOPLE)).containsExactly("5000|5000|12502500|name 999");
    }
  }

  /** A process that dies while it reads. */
  private static final class Died extends Error {
    private static final long serialVersionUID = 1;
  }

  @Test
  void whatAKilledRunHadReadIsKeptAndWhatChangedMeanwhileIsFoundTheNextNight() throws SQLException {
    sql(
        "create table calls as select n as id, 'call ' || n as name,"
            + " timestamp '2026-03-01 00:00:00' + n * interval '1 second' as changed_at"
            + " from generate_series(1, 5000) as numbers (n)");
    try (Nights nights =
        nights(
            server.getPort(),
            "connections: 1\n  slice_rows: 1000",
            "calls: {key: [id], watermark: changed_at, overlap: 0 seconds}")) {
      ExtractRun run = Nights.run(MONDAY, false);
      nights.store().prepare(run.branch());
      SourceDefinition shop = nights.sources().get(0);
      assertThatThrownBy(() -> extract(nights, shop, run, new Killer(3500)))
          .isInstanceOf(Died.class);
      sql(
          "update calls set name = 'changed', changed_at = '2026-03-01 12:00:00' where id = 10",
          "insert into calls values (5001, 'new', '2026-03-01 13:00:00')");
      AtomicInteger read = new AtomicInteger();
      TableExtract extract =
          extract(nights, shop, run, rows -> read.accumulateAndGet((int) rows, Math::max));
      assertThat(read).hasValue(2002);
      assertThat(extract.read()).isEqualTo(5001);
      assertThat(extract.watermark()).hasValue("2026-03-01T01:23:20");
      nights.store().publish(run.branch(), run.runId(), MONDAY);
      assertThat(nights.rows(MONDAY, "select name from shop__calls where id in (10, 5001)"))
          .containsExactlyInAnyOrder("call 10", "new");
      assertThat(nights.night(TUESDAY).get(0).loaded()).isEqualTo(1);
      assertThat(nights.rows(TUESDAY, "select name from shop__calls where id in (10, 5001)"))
          .containsExactlyInAnyOrder("changed", "new");
    }
  }

  @Test
  void aKilledReadingOfAWholeTableBeginsAnewSinceItMustBeOfOneMoment() throws SQLException {
    sql(
        "create table visits as select n as id, 'visit ' || n as name"
            + " from generate_series(1, 5000) as numbers (n)");
    try (Nights nights =
        nights(server.getPort(), "connections: 1\n  slice_rows: 1000", "visits: {key: [id]}")) {
      ExtractRun run = Nights.run(MONDAY, false);
      SourceDefinition shop = nights.sources().get(0);
      assertThatThrownBy(() -> extract(nights, shop, run, new Killer(3500)))
          .isInstanceOf(Died.class);
      sql("update visits set id = 6000 where id = 10");
      assertThat(extract(nights, shop, run, rows -> {}).loaded()).isEqualTo(5000);
      nights.store().publish(run.branch(), run.runId(), MONDAY);
      assertThat(nights.rows(MONDAY, "select id from shop__visits where name = 'visit 10'"))
          .containsExactly("6000");
    }
  }

  private static TableExtract extract(
      Nights nights, SourceDefinition source, ExtractRun run, Progress progress) {
    try (Extractor extractor = nights.extractor()) {
      return extractor.extract(source, source.tables().get(0), run, progress);
    }
  }

  private record Killer(long after) implements Progress {
    @Override
    public void rows(long soFar) {
      if (soFar > after) {
        throw new Died();
      }
    }
  }

  @Test
  void allTablesOfASourceAreSeenAsOfOneMoment() throws SQLException {
    sql(
        "create table carts (id int)",
        "create table cart_lines (id int, cart_id int)",
        "insert into carts values (1)",
        "insert into cart_lines values (1, 1)");
    try (Nights nights =
        nights(
            server.getPort(), "connections: 2", "carts: {key: [id]}\n  cart_lines: {key: [id]}")) {
      ExtractRun run = Nights.run(MONDAY, false);
      SourceDefinition shop = nights.sources().get(0);
      try (Extractor extractor = nights.extractor()) {
        extractor.extract(shop, shop.table("carts"), run, rows -> {});
        sql("insert into carts values (2)", "insert into cart_lines values (2, 2)");
        assertThat(extractor.extract(shop, shop.table("cart_lines"), run, rows -> {}).loaded())
            .isEqualTo(1);
      }
    }
  }

  @Test
  void aSourceIsReadNoFasterThanItIsSaid() {
    try (Nights nights =
        nights(
            server.getPort(),
            "rows_per_second: 5000\n  connections: 2\n  slice_rows: 1000",
            "pairs: {key: [a, b]}")) {
      long start = System.nanoTime();
      nights.night(MONDAY);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
    }
  }

  @Test
  void aStatementThatTakesTooLongIsGivenUp() {
    try (Nights nights =
        nights(
            server.getPort(),
            "statement_seconds: 1",
            "slow: {from: \"select 1 as id, pg_sleep(20)::text as nap\", key: [id]}")) {
      assertThatThrownBy(() -> nights.night(MONDAY)).hasMessageContaining("statement timeout");
    }
  }
}
