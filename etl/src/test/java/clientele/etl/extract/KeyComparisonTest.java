package clientele.etl.extract;

import static clientele.etl.extract.Nights.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.vorburger.exec.ManagedProcessException;
import clientele.etl.servers.MariaDbServer;
import clientele.failure.Failure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to rows below the watermark, on every database. */
class KeyComparisonTest {

  private static final LocalDate TUESDAY = MONDAY.plusDays(1);

  private static EmbeddedPostgres postgres;

  @TempDir private Path project;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  private String url(Database database) throws ManagedProcessException {
    return switch (database) {
      case POSTGRESQL -> "jdbc:postgresql://localhost:%d/postgres".formatted(postgres.getPort());
      case MARIADB -> "jdbc:mariadb:" + MariaDbServer.shared().address() + "shop_keys";
      case SQLITE -> "jdbc:sqlite:" + project.resolve("shop.db");
      case H2 -> "jdbc:h2:file:" + project.resolve("shop");
      case OTHER -> throw new IllegalArgumentException();
    };
  }

  private static String user(Database database) {
    return switch (database) {
      case POSTGRESQL -> "postgres";
      case MARIADB -> MariaDbServer.OWNER;
      case SQLITE, H2, OTHER -> "";
    };
  }

  private Connection connect(Database database) throws SQLException, ManagedProcessException {
    if (database == Database.MARIADB) {
      String server = "jdbc:mariadb:" + MariaDbServer.shared().address();
      try (Connection owner = DriverManager.getConnection(server, user(database), user(database));
          Statement statement = owner.createStatement()) {
        statement.execute("create database if not exists shop_keys");
      }
    }
    return DriverManager.getConnection(url(database), user(database), user(database));
  }

  private void sql(Database database, String... statements)
      throws SQLException, ManagedProcessException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  private Nights nights(Database database, String table) throws ManagedProcessException {
    String user =
        user(database).isEmpty()
            ? ""
            : ", user: %s, password: \"${PASSWORD}\"".formatted(user(database));
    return new Nights(project, Map.of("PASSWORD", user(database)))
        .file(
            "sources/shop/source.yml",
            """
            transport: jdbc
            connection: {url: "%s"%s}
            tables: {calls: %s}
            """
                .formatted(url(database), user, table));
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, int", "POSTGRESQL, varchar(20)", "MARIADB, int", "MARIADB, varchar(20)",
    "SQLITE, int", "SQLITE, varchar(20)", "H2, int", "H2, varchar(20)"
  })
  void rowsThatVanishMoveOrCommitTooLateAreFoundByTheirKeys(Database database, String keyType)
      throws SQLException, ManagedProcessException {
    sql(
        database,
        "drop table if exists calls",
        "create table calls (id %s, part int, name varchar(20), at int, gone int)"
            .formatted(keyType));
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int i = 1; i <= 1500; i++) {
        statement.addBatch("insert into calls values (%1$d, 1, 'call %1$d', %1$d, 0)".formatted(i));
      }
      statement.executeBatch();
      connection.commit();
    }
    try (Nights nights =
        nights(
            database,
            "{key: [id], watermark: at, overlap: 10, deletes: keys, deleted_when: gone = 1}")) {
      nights.night(MONDAY);
      sql(
          database,
          "delete from calls where id in ('7', '1200')",
          "update calls set id = '2001' where id = '8'",
          "update calls set gone = 1, at = 1600 where id = '9'",
          "insert into calls values ('2002', 1, 'too late', 3, 0)",
          "insert into calls values ('2003', 1, 'new', 1601, 0)");
      TableExtract extract = nights.night(TUESDAY).get(0);
      assertThat(extract.deleted()).isEqualTo(3);
      assertThat(extract.loaded()).isEqualTo(4);
      assertThat(
              nights.rows(
                  TUESDAY,
                  "select id, name from shop__calls where cast(id as integer) in (7, 8, 9, 1200)"
                      + " or cast(id as integer) > 2000 order by id"))
          .containsExactly("2001|call 8", "2002|too late", "2003|new");
      assertThat(nights.rows(TUESDAY, "select count(*) from shop__calls")).containsExactly("1499");
      TableExtract quiet = nights.night(TUESDAY.plusDays(1)).get(0);
      assertThat(quiet.deleted()).isZero();
      assertThat(quiet.loaded()).isZero();
      assertThat(quiet.read()).isLessThan(10);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Database.class, names = "OTHER", mode = EnumSource.Mode.EXCLUDE)
  void aDatabaseThatWasPutBackIsNoticedAndReadWholeWhereThatIsSaid(Database database)
      throws SQLException, ManagedProcessException {
    sql(
        database,
        "drop table if exists calls",
        "create table calls (id int, name varchar(20), at timestamp)",
        "insert into calls values (1, 'one', '2026-03-01 10:00:00')",
        "insert into calls values (2, 'two changed', '2026-03-02 10:00:00.5')",
        "insert into calls values (3, 'three', '2026-03-02 09:00:00')");
    String table = "{key: [id], watermark: at}";
    try (Nights nights = nights(database, table)) {
      nights.night(MONDAY);
      nights.night(TUESDAY);
      sql(
          database,
          "update calls set name = 'two', at = '2026-03-01 11:00:00' where id = 2",
          "delete from calls where id = 3");
      assertThatThrownBy(() -> nights.night(TUESDAY.plusDays(1)))
          .isInstanceOf(Failure.Contract.class)
          .hasMessageContaining("shop.calls: the source was read up to at 2026-03-02T10:00")
          .hasMessageContaining("restored: read");
    }
    try (Nights nights = nights(database, table.replace("}", ", restored: read}"))) {
      TableExtract extract = nights.night(TUESDAY.plusDays(1)).get(0);
      assertThat(extract.watermark()).hasValue("2026-03-01T11:00");
      assertThat(extract.deleted()).isEqualTo(1);
      assertThat(nights.rows(TUESDAY.plusDays(1), "select id, name from shop__calls order by id"))
          .containsExactly("1|one", "2|two");
    }
  }

  @Test
  void aTransactionThatStraddlesTheReadingIsFoundTheNextNight()
      throws SQLException, ManagedProcessException {
    sql(
        Database.POSTGRESQL,
        "drop table if exists calls",
        "create table calls (id int, name text, at timestamptz)",
        "insert into calls values (1, 'one', '2026-03-02 10:00:00+00')");
    try (Nights nights = nights(Database.POSTGRESQL, "{key: [id], watermark: at}");
        Connection late = connect(Database.POSTGRESQL);
        Statement statement = late.createStatement()) {
      late.setAutoCommit(false);
      statement.execute("insert into calls values (2, 'late', '2026-03-02 09:30:00+00')");
      statement.execute("insert into calls values (3, 'as late', '2026-03-02 10:00:00+00')");
      statement.execute("update calls set name = 'changed late' where id = 1");
      assertThat(nights.night(MONDAY).get(0).loaded()).isEqualTo(1);
      late.commit();
      TableExtract extract = nights.night(TUESDAY).get(0);
      assertThat(extract.loaded()).isEqualTo(3);
      assertThat(nights.rows(TUESDAY, "select id, name from shop__calls order by id"))
          .containsExactly("1|changed late", "2|late", "3|as late");
      assertThat(nights.night(TUESDAY.plusDays(1)).get(0).loaded()).isZero();
    }
  }

  @Test
  void aSequenceWithGapsIsReadOnWithItsOverlapAndEqualValuesAreNeitherLostNorDoubled()
      throws SQLException, ManagedProcessException {
    sql(
        Database.POSTGRESQL,
        "drop table if exists calls",
        "create table calls (id int, change bigint)",
        "insert into calls values (1, 100), (2, 105), (3, 105)");
    try (Nights nights =
        nights(Database.POSTGRESQL, "{key: [id], watermark: change, overlap: 5}")) {
      nights.night(MONDAY);
      sql(Database.POSTGRESQL, "insert into calls values (4, 105), (5, 102), (6, 99), (7, 200)");
      TableExtract extract = nights.night(TUESDAY).get(0);
      assertThat(extract.loaded()).isEqualTo(3);
      assertThat(extract.unchanged()).isEqualTo(3);
      assertThat(nights.rows(TUESDAY, "select id from shop__calls order by id"))
          .containsExactly("1", "2", "3", "4", "5", "7");
    }
  }
}
