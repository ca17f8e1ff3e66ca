package clientele.etl.extract;

import static clientele.etl.extract.Nights.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.etl.store.QuarantineDecision;
import clientele.failure.Failure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that no raw table can hold as they are, from files and from a database. */
class RefusedRowsTest {

  @TempDir private Path project;

  private Nights nights;

  @BeforeEach
  void open() {
    nights = new Nights(project, Map.of(), 0.9);
  }

  @AfterEach
  void close() {
    nights.close();
  }

  private void files(String pattern, String table) {
    nights.file(
        "sources/mill/source.yml",
        "source: mill\ntransport: files\ntables:\n  flour:\n    files: \"data/*.%s\"\n%s"
            .formatted(pattern, table));
  }

  @Test
  void daysThatNoCalendarHasAreRefusedAlsoWhereAPatternIsGiven() {
    files(
        "csv",
        """
            key: [id]
            columns:
              day: {type: date, pattern: "dd.MM.yyyy"}
              at: {type: timestamp, pattern: "dd.MM.yyyy HH:mm"}
        """);
    nights.file(
        "data/a.csv",
        """
        id,day,at
        1,29.02.2024,29.02.2024 23:59
        2,31.02.2024,01.02.2024 10:00
        3,01.02.2024,31.02.2024 25:61
        4,01.02.2024,01.02.2024 24:00
        5,29.02.2023,01.02.2024 10:00
        """);
    assertThat(nights.night(MONDAY).get(0).loaded()).isEqualTo(1);
    assertThat(nights.rows(MONDAY, "select r.day, r.at from mill__flour r"))
        .containsExactly("2024-02-29|2024-02-29 23:59:00");
    assertThat(nights.quarantine("natural_key, column_name, value, rule"))
        .containsExactly(
            "2|day|31.02.2024|not_a_date",
            "3|at|31.02.2024 25:61|not_a_timestamp",
            "4|at|01.02.2024 24:00|not_a_timestamp",
            "5|day|29.02.2023|not_a_date");
  }

  @Test
  void textsThatAreNoneAreRefusedAndShownReadably() {
    files("jsonl", "    format: jsonl\n    key: [id]\n    longest_text: 20\n");
    nights.file(
        "data/a.jsonl",
        """
        {"id": "1", "name": "Zoë \\ud83d\\ude00"}
        {"id": "2", "name": "half \\ud83d"}
        {"id": "3", "name": "half \\ude00\\ud83d"}
        {"id": "4", "name": "nul \\u0000 inside"}
        {"id": "5", "name": "%s"}
        {"id": "6\\u0000", "name": "key"}
        """
            .formatted("x".repeat(21)));
    TableExtract extract = nights.night(MONDAY).get(0);
    assertThat(extract.read()).isEqualTo(6);
    assertThat(extract.loaded()).isEqualTo(1);
    assertThat(nights.rows(MONDAY, "select name from mill__flour")).containsExactly("Zoë 😀");
    assertThat(nights.quarantine("natural_key, column_name, value, rule"))
        .containsExactly(
            "(data/a.jsonl:6)|id|6\\u0000|nul_character",
            "2|name|half \\ud83d|half_a_surrogate_pair",
            "3|name|half \\ude00\\ud83d|half_a_surrogate_pair",
            "4|name|nul \\u0000 inside|nul_character",
            "5|name|%s|longer_than_20_characters".formatted("x".repeat(21)));
  }

  @Test
  void aDatabaseThatHoldsThemIsReadTheSameWay() throws SQLException {
    nights.file(
        "sources/shop/source.yml",
        """
        source: shop
        transport: jdbc
        connection: {url: "jdbc:sqlite:%s"}
        tables:
          people: {key: [id], longest_text: 1000}
        """
            .formatted(project.resolve("shop.db")));
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + project.resolve("shop.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("create table people (id integer, name text, born date)");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into people values (?, ?, ?)")) {
        Object[][] rows = {
          {1, "Anna", "1980-02-29"},
          {2, "nul \0 inside", "1980-02-29"},
          {3, "x".repeat(1001), "1980-02-29"},
          {4, "Ben", "1981-02-29"},
          {5, "Cid", "1981-02-28"},
          {5, "Cid again", "1981-02-28"},
          {null, "Nobody", "1981-02-28"},
        };
        for (Object[] row : rows) {
          for (int i = 0; i < row.length; i++) {
            insert.setObject(i + 1, row[i]);
          }
          insert.execute();
        }
      }
    }
    TableExtract extract = nights.night(MONDAY).get(0);
    assertThat(extract.read()).isEqualTo(7);
    assertThat(extract.loaded()).isEqualTo(2);
    assertThat(nights.quarantine("natural_key, column_name, substr(value, 1, 14), rule"))
        .containsExactly(
            "(row 7)|id||key_is_null",
            "2|name|nul \\u0000 ins|nul_character",
            "3|name|xxxxxxxxxxxxxx|longer_than_1000_characters",
            "4|born|1981-02-29|not_a_date",
            "5|id|5|duplicate_key");
  }

  @Test
  void aTableMayHaveAnotherLimitThanAllOthers() {
    files("csv", "    key: [id]\n    columns: {amount: integer}\n    quarantined_share: 0.25\n");
    nights.file("data/a.csv", "id,amount\n1,x\n2,y\n3,3\n4,4\n");
    assertThatThrownBy(() -> nights.night(MONDAY))
        .isInstanceOf(Failure.Contract.class)
        .hasMessageContaining("mill.flour: 2 of 4 rows do not fit")
        .hasMessageContaining("more than the table's quarantined_share 0.25 allows")
        .hasMessageContaining("not_a_number=2 such as 1");
    nights.file("data/a.csv", "id,amount\n1,x\n2,2\n3,3\n4,4\n");
    assertThat(nights.night(MONDAY).get(0).quarantined()).isEqualTo(1);
  }

  @Test
  void aLimitThatIsNoShareIsNamed() {
    files("csv", "    key: [id]\n    quarantined_share: 20\n");
    assertThatThrownBy(() -> nights.sources())
        .isInstanceOf(Failure.Settings.class)
        .hasMessageContaining("a share from 0 to 1");
  }

  @Test
  void aRowThatIsRefusedNightAfterNightStandsInQuarantineOnceUntilItIsMended() {
    files("csv", "    key: [id]\n    columns: {amount: integer}\n");
    nights.file("data/a.csv", "id,amount\n1,x\n2,2\n");
    nights.night(MONDAY);
    nights.night(MONDAY.plusDays(1));
    assertThat(nights.quarantine("run_id, natural_key, value"))
        .containsExactly("run_2026-03-02|1|x");
    nights.file("data/a.csv", "id,amount\n1,y\n2,2\n");
    nights.night(MONDAY.plusDays(2));
    assertThat(nights.quarantine("run_id, natural_key, value"))
        .containsExactly("run_2026-03-04|1|y");
    nights.file("data/a.csv", "id,amount\n1,1\n2,2\n");
    nights.night(MONDAY.plusDays(3));
    assertThat(nights.quarantine("run_id, natural_key, value")).isEmpty();
    assertThat(nights.rows(MONDAY.plusDays(3), "select id, amount from mill__flour order by id"))
        .containsExactly("1|1", "2|2");
  }

  @Test
  void refusedRowsOfAFileThatIsGoneComeInWhenSourceYmlIsMended() {
    String table =
        """
            key: [id]
            deletes: ignore
            columns:
              amount: "decimal(18,2)"
              at: timestamp
              day: {type: date, pattern: "%s"}
        """;
    files("csv", table.formatted("MM/dd/yyyy"));
    nights.file(
        "data/a.csv",
        """
        id,amount,at,day,note
        1,1.50,2026-03-01 10:00:00,31/12/2025,"a ""b""
        \\c"
        2,2,2026-03-01 10:00:00,02/01/2026,
        """);
    nights.night(MONDAY);
    assertThat(nights.quarantine("natural_key, value, rule"))
        .containsExactly("1|31/12/2025|not_a_date");
    nights.file("data/a.csv", "id,amount,at,day,note\n3,3,2026-03-01 10:00:00,12/12/2025,\n");
    assertThat(nights.night(MONDAY.plusDays(1)).get(0).read()).isEqualTo(1);
    assertThat(nights.quarantine("natural_key")).containsExactly("1");

    files("csv", table.formatted("dd/MM/yyyy"));
    TableExtract extract = nights.night(MONDAY.plusDays(2)).get(0);
    assertThat(extract.read()).isEqualTo(2);
    assertThat(extract.loaded()).isEqualTo(1);
    assertThat(nights.quarantine("natural_key")).isEmpty();
    assertThat(
            nights.rows(
                MONDAY.plusDays(2),
                "select r.amount, r.at, r.day, r.note, r._file, r._line from mill__flour r where id"
                    + " = '1'"))
        .containsExactly("1.50|2026-03-01 10:00:00|2025-12-31|a \"b\"\n\\c|data/a.csv|2");
    assertThat(nights.night(MONDAY.plusDays(3)).get(0).read()).isEqualTo(1);
  }

  @Test
  void whatAPersonReleasesComesInWithoutTheValueThatDoesNotFit() {
    files("csv", "    key: [id]\n    deletes: ignore\n    columns: {amount: integer}\n");
    nights.file("data/a.csv", "id,amount,name\n1,x,Anna\n2,y,Ben\n3,3,Cid\n");
    nights.night(MONDAY);
    String fault = FaultId.of("mill", "flour", "1", "amount", "x", "not_a_number");
    assertThat(
            nights.quarantine(
                "fault_id('extract', source, table_name, natural_key, column_name, value, rule)"))
        .contains(fault);
    nights.store().decide(List.of(decision(fault, QuarantineDecision.Kind.RELEASED)));
    nights.night(MONDAY.plusDays(1));
    assertThat(nights.quarantine("natural_key")).containsExactly("2");
    assertThat(nights.rows(MONDAY, "select id from mill__flour")).containsExactly("3");
    assertThat(
            nights.rows(MONDAY.plusDays(1), "select id, amount, name from mill__flour order by id"))
        .containsExactly("1|null|Anna", "3|3|Cid");
    nights.file("data/a.csv", "id,amount,name\n3,3,Cid\n");
    String other = FaultId.of("mill", "flour", "2", "amount", "y", "not_a_number");
    nights.store().decide(List.of(decision(other, QuarantineDecision.Kind.RELEASED)));
    nights.night(MONDAY.plusDays(2));
    assertThat(
            nights.rows(MONDAY.plusDays(2), "select id, amount, name from mill__flour order by id"))
        .containsExactly("1|null|Anna", "2|null|Ben", "3|3|Cid");
    assertThat(nights.store().decisions()).hasSize(2);
  }

  private static QuarantineDecision decision(String fault, QuarantineDecision.Kind kind) {
    return new QuarantineDecision(
        fault,
        kind,
        new QuarantineDecision.Fault("extract", "mill", "flour", "1", "amount", "x", "rule"),
        "seen",
        "Anna Baker",
        Instant.parse("2026-03-02T10:00:00Z"));
  }

  @Test
  void aRowBelowTheWatermarkIsReadAgainWhenSourceYmlIsMended() throws SQLException {
    String url = "jdbc:sqlite:" + project.resolve("shop.db");
    String yml =
        """
        source: shop
        transport: jdbc
        connection: {url: "%s"}
        tables:
          people:
            key: [id]
            watermark: changed
            overlap: 0 minutes
            columns: {age: bigint}
            from: >-
              select id, %s as age, changed from people
        """;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("create table people (id integer, age integer, changed timestamp)");
      statement.execute("insert into people values (1, 'forty', '2026-03-01 10:00:00')");
      statement.execute("insert into people values (2, 30, '2026-03-01 11:00:00')");
    }
    nights.file("sources/shop/source.yml", yml.formatted(url, "age"));
    assertThat(nights.night(MONDAY).get(0).quarantined()).isEqualTo(1);
    assertThat(nights.night(MONDAY.plusDays(1)).get(0).quarantined()).isZero();
    assertThat(nights.quarantine("natural_key, value")).containsExactly("1|forty");
    nights.file(
        "sources/shop/source.yml",
        yml.formatted(url, "case age when 'forty' then 40 else age end"));
    TableExtract extract = nights.night(MONDAY.plusDays(2)).get(0);
    assertThat(extract.loaded()).isEqualTo(1);
    assertThat(nights.rows(MONDAY.plusDays(2), "select id, age from shop__people order by id"))
        .containsExactly("1|40", "2|30");
    assertThat(nights.quarantine("natural_key")).isEmpty();
    assertThat(nights.night(MONDAY.plusDays(3)).get(0).read()).isLessThanOrEqualTo(1);
  }
}
