package clientele.etl.extract;

import static clientele.etl.extract.Nights.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.etl.engine.Select;
import clientele.etl.store.TableName;
import clientele.failure.Failure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several nights of the shop of Mill & Co, whose database is SQLite. */
class NightsTest {

  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final TableName ORDERS = RawTables.name("shop", "orders");

  @TempDir private Path project;

  private Nights nights;

  @BeforeEach
  void open() throws SQLException {
    nights = new Nights(project, Map.of());
    sql("create table orders (id integer, what text, updated_at timestamp, gone integer)");
  }

  @AfterEach
  void close() {
    nights.close();
  }

  private void source(String table) {
    nights.file(
        "sources/shop/source.yml",
        """
        transport: jdbc
        connection: {url: "jdbc:sqlite:shop.db"}
        tables:
          orders:
            key: [id]
        """
            + table);
  }

  private void sql(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + project.resolve("shop.db"));
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  private static void assertReconciles(TableExtract extract) {
    assertThat(extract.read())
        .isEqualTo(extract.loaded() + extract.unchanged() + extract.quarantined());
  }

  @Test
  void onlyNewAndChangedRowsAreAppendedAndVanishedOnesGetATombstone() throws SQLException {
    source("");
    sql(
        "insert into orders values (1, 'Flour', null, 0), (2, 'Yeast', null, 0), (3, 'Tin', null,"
            + " 0)");
    nights.night(MONDAY);
    sql(
        "update orders set what = 'Kettle' where id = 2",
        "delete from orders where id = 3",
        "insert into orders values (4, 'Flour', null, 0)");
    TableExtract extract = nights.night(TUESDAY).get(0);
    assertThat(extract)
        .isEqualTo(new TableExtract("shop", "orders", 3, 2, 1, 0, 1, Optional.empty()));
    assertThat(nights.store().rows(ORDERS, "nobody")).isEqualTo(6);
    assertThat(nights.rows(TUESDAY, "select id, what from shop__orders order by id"))
        .containsExactly("1|Flour", "2|Kettle", "4|Flour");
    assertThat(nights.rows(MONDAY, "select id, what from shop__orders order by id"))
        .containsExactly("1|Flour", "2|Yeast", "3|Tin");
  }

  @Test
  void aRowThatComesBackAfterItWasDeletedIsCurrentAgain() throws SQLException {
    source("");
    sql("insert into orders values (1, 'Flour', null, 0), (2, 'Yeast', null, 0)");
    nights.night(MONDAY);
    sql("delete from orders where id = 1");
    nights.night(TUESDAY);
    sql("insert into orders values (1, 'Flour', null, 0)");
    assertThat(nights.night(TUESDAY.plusDays(1)).get(0).loaded()).isEqualTo(1);
    assertThat(
            nights.rows(TUESDAY.plusDays(1), "select id, _version from shop__orders order by id"))
        .containsExactly("1|3", "2|1");
  }

  @Test
  void aWatermarkReadsOnAndFindsRowsThatWereCommittedLateWithinTheOverlap() throws SQLException {
    source("    watermark: updated_at\n    overlap: 1 hour\n");
    sql(
        "insert into orders values (1, 'Flour', '2026-03-02 08:00:00', 0)",
        "insert into orders values (2, 'Yeast', '2026-03-02 12:00:00', 0)",
        "insert into orders values (3, 'Tin', null, 0)");
    assertThat(nights.night(MONDAY).get(0).watermark()).hasValue("2026-03-02T12:00");
    sql(
        "insert into orders values (4, 'late', '2026-03-02 11:30:00', 0)",
        "insert into orders values (5, 'too late', '2026-03-02 09:00:00', 0)",
        "insert into orders values (6, 'in milliseconds', 1772452800000, 0)",
        "update orders set what = 'Kettle', updated_at = '2026-03-03 07:00:00' where id = 1");
    TableExtract extract = nights.night(TUESDAY).get(0);
    assertThat(extract.read()).isEqualTo(5);
    assertThat(extract.watermark()).hasValue("2026-03-03T07:00");
    assertReconciles(extract);
    assertThat(nights.rows(TUESDAY, "select id, what from shop__orders order by id"))
        .containsExactly("1|Kettle", "2|Yeast", "3|Tin", "4|late", "6|in milliseconds");
  }

  @Test
  void aRowThatTheDeleteMarkerNamesIsNoLongerCurrent() throws SQLException {
    source("    watermark: updated_at\n    deleted_when: \"gone = 1\"\n");
    sql("insert into orders values (1, 'Flour', 1000, 0), (2, 'Yeast', 2000, 0)");
    nights.night(MONDAY);
    sql("update orders set gone = 1, updated_at = 3000 where id = 1");
    nights.night(TUESDAY);
    assertThat(nights.rows(TUESDAY, "select id from shop__orders")).containsExactly("2");
  }

  @Test
  void aDeleteMarkerThatIsNoSqlIsRefusedAsSettings() throws SQLException {
    source("    deleted_when: \"no_such_column = 1\"\n");
    sql("insert into orders values (1, 'Flour', null, 0)");
    assertThatThrownBy(() -> nights.night(MONDAY))
        .isInstanceOf(Failure.Settings.class)
        .hasMessageContaining("deleted_when 'no_such_column = 1'");
  }

  @Test
  void anEmptiedSourceIsRefusedUnlessEmptyIsAllowed() throws SQLException {
    source("");
    sql("insert into orders values (1, 'Flour', null, 0)");
    nights.night(MONDAY);
    sql("delete from orders");
    assertThatThrownBy(() -> nights.night(TUESDAY))
        .isInstanceOf(Failure.Contract.class)
        .hasMessageContaining("shop.orders: the source gives no rows")
        .hasMessageContaining("--allow-empty");
    assertThat(nights.rows(TUESDAY, "select id from shop__orders")).containsExactly("1");
    ExtractRun run = Nights.run(TUESDAY, true);
    assertThat(nights.extract(run).get(0).deleted()).isEqualTo(1);
  }

  @Test
  void anEmptiedSourceIsRefusedBehindAWatermarkToo() throws SQLException {
    source("    watermark: updated_at\n");
    sql("insert into orders values (1, 'Flour', '2026-03-02 08:00:00', 0)");
    nights.night(MONDAY);
    sql("delete from orders");
    assertThatThrownBy(() -> nights.night(TUESDAY)).isInstanceOf(Failure.Contract.class);
  }

  @Test
  void aNewColumnIsAddedAndAMissingOrRetypedOneIsRefused() throws SQLException {
    source("");
    sql("insert into orders values (1, 'Flour', null, 0)");
    nights.night(MONDAY);
    sql("alter table orders add column colour text", "update orders set colour = 'white'");
    nights.night(TUESDAY);
    assertThat(nights.rows(TUESDAY, "select id, colour from shop__orders"))
        .containsExactly("1|white");
    sql(
        "drop table orders",
        "create table orders (id integer, updated_at timestamp, gone text, colour text)",
        "insert into orders values (1, null, 'no', 'white')");
    assertThatThrownBy(() -> nights.night(TUESDAY.plusDays(1)))
        .isInstanceOf(Failure.Contract.class)
        .hasMessageContaining("shop.orders")
        .hasMessageContaining("column what is missing; the raw table has it as varchar")
        .hasMessageContaining("column gone is now varchar and was bigint");
  }

  @Test
  void aRowWithABadValueIsNotTakenForDeleted() throws SQLException {
    source("");
    sql("insert into orders values (1, 'Flour', null, 0), (2, 'Yeast', null, 0)");
    nights.night(MONDAY);
    sql("update orders set gone = 'perhaps' where id = 1");
    TableExtract extract = nights.night(TUESDAY).get(0);
    assertThat(extract.quarantined()).isEqualTo(1);
    assertThat(extract.deleted()).isZero();
    assertThat(nights.quarantine("natural_key, column_name, value, rule"))
        .containsExactly("1|gone|perhaps|not_a_number");
    assertThat(nights.rows(TUESDAY, "select id, gone from shop__orders order by id"))
        .containsExactly("1|0", "2|0");
  }

  @Test
  void ofDuplicateKeysTheNewestCountsAndTheOthersAreQuarantined() throws SQLException {
    source("    watermark: updated_at\n");
    sql(
        "insert into orders values (1, 'new', '2026-03-02 10:00:00', 0)",
        "insert into orders values (1, 'old', '2026-03-02 09:00:00', 0)");
    TableExtract extract = nights.night(MONDAY).get(0);
    assertThat(extract.quarantined()).isEqualTo(1);
    assertReconciles(extract);
    assertThat(nights.rows(MONDAY, "select what from shop__orders")).containsExactly("new");
    assertThat(nights.quarantine("natural_key, column_name, value, rule"))
        .containsExactly("1|id|1|duplicate_key");
  }

  @Test
  void aSecondAttemptOfTheSameRunReadsNothingAndSaysWhatTheFirstDid() throws SQLException {
    source("");
    sql("insert into orders values (1, 'Flour', null, 0)");
    ExtractRun run = Nights.run(MONDAY, false);
    TableExtract first = nights.extract(run).get(0);
    sql("drop table orders");
    assertThat(nights.extract(run).get(0)).isEqualTo(first);
  }

  @Test
  void whatADiedAttemptLeftInTheQuarantineIsReplacedByTheNext() throws SQLException {
    source("");
    sql("insert into orders values (1, 'Flour', null, 'x'), (2, 'Flour', null, 0)");
    ExtractRun run = Nights.run(MONDAY, false);
    RawQuarantine quarantine = new RawQuarantine(nights.engine(), nights.store(), run);
    nights
        .engine()
        .define(
            "left_over",
            Select.of(
                "select '9' as natural_key, 'a' as column_name, 'b' as value, 'c' as rule,"
                    + " '{}' as content, '9' as _key"));
    TableDefinition orders = nights.sources().get(0).tables().get(0);
    quarantine.keep("shop", orders, "left_over", "left_over", true);
    quarantine.keep("other_shop", orders, "left_over", "left_over", true);
    nights.extract(run);
    nights.store().publish(run.branch(), run.runId(), MONDAY);
    assertThat(nights.quarantine("source, natural_key, rule"))
        .containsExactly("shop|1|not_a_number", "other_shop|9|c");
  }

  @Test
  void anEarlierBusinessDateDoesNotReadTheSourceAgain() throws SQLException {
    source("");
    sql("insert into orders values (1, 'Flour', null, 0)");
    nights.night(TUESDAY);
    sql("update orders set what = 'Tin'");
    TableExtract extract = nights.extract(Nights.run(MONDAY, false)).get(0);
    assertThat(extract.read()).isZero();
    assertThat(nights.rows(TUESDAY, "select what from shop__orders")).containsExactly("Flour");
  }

  @Test
  void keysOfSeveralPartsNeverFallTogether() throws SQLException {
    source("");
    nights.file(
        "sources/shop/source.yml",
        """
        transport: jdbc
        connection: {url: "jdbc:sqlite:shop.db"}
        tables:
          orders: {key: [what, gone]}
        """);
    sql(
        "drop table orders",
        "create table orders (what text, gone text)",
        "insert into orders values ('a|b', 'c'), ('a', 'b|c'), ('a\\', '|b|c')");
    assertThat(nights.night(MONDAY).get(0).loaded()).isEqualTo(3);
  }

  @Test
  void aColumnMayBeNamedAsAWordOfSql() throws SQLException {
    source("");
    sql(
        "drop table orders",
        "create table orders (id integer, \"order\" text, \"select\" text, \"group\" integer)",
        "insert into orders values (1, 'a', 'b', 2)");
    nights.night(MONDAY);
    sql("update orders set \"order\" = 'c'");
    assertThat(nights.night(TUESDAY).get(0).loaded()).isEqualTo(1);
  }

  @Test
  void aKeyOrWatermarkThatTheSourceDoesNotHaveIsNamed() {
    source("    watermark: changed_at\n");
    assertThatThrownBy(() -> nights.night(MONDAY))
        .isInstanceOf(Failure.Contract.class)
        .hasMessageContaining("watermark names column changed_at")
        .hasMessageContaining("updated_at timestamp");
  }

  @Test
  void everyTableIsTestedWithoutReadingRows() throws SQLException {
    source("  lines:\n    key: [id]\n");
    Extractor extractor = nights.extractor();
    assertThat(extractor.test(nights.sources().get(0)))
        .satisfiesExactly(
            orders -> assertThat(orders.isOk()).isTrue(),
            lines -> {
              assertThat(lines.isOk()).isFalse();
              assertThat(lines.message()).contains("no table 'lines'").contains("orders");
            });
  }
}
