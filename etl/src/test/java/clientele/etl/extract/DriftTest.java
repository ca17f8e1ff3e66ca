package clientele.etl.extract;

import static clientele.etl.extract.Nights.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.etl.engine.FieldColumn;
import clientele.etl.engine.Select;
import clientele.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources whose columns come, go and change: two shops of one make, of which one is upgraded. */
class DriftTest {

  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);

  private static final String OLD_VERSION =
      "create table orders (id integer, what varchar, price decimal(9,2), paid boolean, at"
          + " timestamp)";
  private static final String NEW_VERSION =
      "create table orders (id integer, article varchar, price varchar(20), paid boolean, at"
          + " timestamp, colour varchar)";

  @TempDir private Path project;

  private Nights nights;

  @BeforeEach
  void open() {
    nights = new Nights(project, Map.of(), 1);
  }

  @AfterEach
  void close() {
    nights.close();
  }

  private void sql(String shop, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(shop));
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  private String url(String shop) {
    return "jdbc:h2:file:" + project.resolve(shop);
  }

  private void shop(String name, String table) {
    nights.file(
        "sources/%s/source.yml".formatted(name),
        """
        transport: jdbc
        connection: {url: "%s"}
        tables:
          orders:
            key: [id]
        """
                .formatted(url(name))
            + table.indent(4));
  }

  /** Both shops sell; then the second gets its new version. */
  private void upgradeTheSecond(String table) throws SQLException {
    for (String shop : List.of("first", "second")) {
      shop(shop, table);
      sql(
          shop,
          OLD_VERSION,
          "insert into orders values (1, 'Flour', 1.50, true, '2026-03-01 10:00:00')");
    }
    nights.night(MONDAY);
    sql("first", "insert into orders values (2, 'Salt', 0.70, true, '2026-03-02 10:00:00')");
    sql(
        "second",
        "drop table orders",
        NEW_VERSION,
        "insert into orders values (1, 'Flour', '1.50', true, '2026-03-01 10:00:00', 'white')",
        "insert into orders values (2, 'Yeast', '2.25', true, '2026-03-02 10:00:00', null)",
        "insert into orders values (3, 'Oil', 'on demand', true, '2026-03-02 11:00:00', 'gold')");
  }

  private List<String> look() {
    ExtractRun run = Nights.run(TUESDAY, false);
    nights.store().prepare(run.branch());
    try (Extractor extractor = nights.extractor()) {
      return extractor.look(nights.sources(), run);
    }
  }

  private List<String> orders(String shop) {
    return nights.rows(
        TUESDAY, "select id, what, price from %s__orders order by id".formatted(shop));
  }

  @Test
  void whatIsMissingOrRetypedInAnyTableIsToldAtOnceBeforeAnythingIsLoaded() throws SQLException {
    upgradeTheSecond("");
    sql("first", "alter table orders drop column paid");
    assertThatThrownBy(this::look)
        .isInstanceOf(Failure.Contract.class)
        .hasMessageContaining(
            "first.orders: column paid is missing; the raw table has it as boolean")
        .hasMessageContaining(
            "second.orders: column what is missing; the raw table has it as varchar")
        .hasMessageContaining("column price is now varchar and was decimal(9,2)")
        .hasMessageContaining("'drift: nulls'");
    for (String shop : List.of("first", "second")) {
      assertThat(
              nights
                  .store()
                  .isCommitted(RawTables.name(shop, "orders"), Nights.run(TUESDAY, false).branch()))
          .isFalse();
    }
    assertThatThrownBy(() -> nights.night(TUESDAY)).isInstanceOf(Failure.Contract.class);
    assertThat(orders("second")).containsExactly("1|Flour|1.50");
  }

  @Test
  void aNewColumnOfTheSameTypeIsNamedAsTheLostOnesLikelyNewName() throws SQLException {
    shop("first", "");
    sql("first", "create table orders (id integer, what varchar, price decimal(9,2))");
    sql("first", "insert into orders values (1, 'Flour', 1.50)");
    nights.night(MONDAY);
    sql("first", "alter table orders alter column what rename to article");
    assertThatThrownBy(this::look)
        .hasMessageContaining(
            "column what is missing; the raw table has it as varchar, perhaps it is article now");
  }

  @Test
  void newColumnsAreKeptRawAndTheLineToAddIsTold() throws SQLException {
    shop("first", "");
    sql("first", OLD_VERSION, "insert into orders values (1, 'Flour', 1.50, true, null)");
    assertThat(look()).isEmpty();
    nights.night(MONDAY);
    sql(
        "first",
        "alter table orders add column colour varchar",
        "update orders set colour = 'white'");
    assertThat(look())
        .singleElement()
        .asString()
        .startsWith("first.orders: new column colour is kept raw")
        .contains("'columns: {colour: varchar}' in source.yml");
    try (Extractor extractor = nights.extractor()) {
      assertThat(extractor.test(nights.sources().get(0)).get(0).message())
          .contains("6 columns")
          .contains("new column colour");
    }
    nights.night(TUESDAY);
    assertThat(nights.rows(TUESDAY, "select id, colour from first__orders"))
        .containsExactly("1|white");
  }

  @Test
  void withNullsTheRowsOfTheNewVersionComeInWithoutWhatIsLost() throws SQLException {
    upgradeTheSecond("drift: nulls");
    assertThat(look())
        .hasSize(4)
        .anyMatch(note -> note.startsWith("second.orders: new column colour"))
        .anyMatch(note -> note.startsWith("second.orders: column what is missing"))
        .anyMatch(note -> note.contains("price is now varchar and was decimal(9,2): null where"));
    List<TableExtract> extracts = nights.night(TUESDAY);
    assertThat(extracts).extracting(TableExtract::quarantined).containsExactly(0L, 0L);
    assertThat(orders("first")).containsExactly("1|Flour|1.50", "2|Salt|0.70");
    assertThat(orders("second")).containsExactly("1|null|1.50", "2|null|2.25", "3|null|null");
    assertThat(nights.rows(TUESDAY, "select article, colour from second__orders order by id"))
        .containsExactly("Flour|white", "Yeast|null", "Oil|gold");
    assertThat(nights.rows(MONDAY, "select id, what, price from second__orders"))
        .as("what was known before stays")
        .containsExactly("1|Flour|1.50");
  }

  @Test
  void withQuarantineRowsWaitUntilTheColumnIsThereAgain() throws SQLException {
    upgradeTheSecond("drift: quarantine");
    List<TableExtract> extracts = nights.night(TUESDAY);
    assertThat(extracts).extracting(TableExtract::quarantined).containsExactly(0L, 3L);
    assertThat(extracts).extracting(TableExtract::deleted).containsExactly(0L, 0L);
    assertThat(nights.quarantine("natural_key, column_name, value, rule"))
        .containsExactly(
            "1|what||column_is_missing",
            "2|what||column_is_missing",
            "3|price, what|on demand | |not_a_number, column_is_missing");
    assertThat(orders("second")).containsExactly("1|Flour|1.50");

    shop("second", "drift: quarantine\nfrom: select orders.*, article as what from orders");
    nights.night(WEDNESDAY);
    assertThat(nights.rows(WEDNESDAY, "select id, what, price from second__orders order by id"))
        .containsExactly("1|Flour|1.50", "2|Yeast|2.25");
    assertThat(nights.quarantine("natural_key, column_name, value, rule"))
        .containsExactly("3|price|on demand|not_a_number");
  }

  @Test
  void rowsBehindAWatermarkThatWaitedComeInWhenTheSourceIsReadOtherwise() throws SQLException {
    upgradeTheSecond("watermark: at\noverlap: 0 seconds\ndrift: quarantine");
    nights.night(TUESDAY);
    assertThat(orders("second")).containsExactly("1|Flour|1.50");
    shop("second", "watermark: at\noverlap: 0 seconds\ndrift: nulls");
    nights.night(WEDNESDAY);
    assertThat(nights.rows(WEDNESDAY, "select id, what, price from second__orders order by id"))
        .containsExactly("1|null|1.50", "2|null|2.25", "3|null|null");
    assertThat(nights.quarantine("natural_key")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nulls", "quarantine"})
  void keysAndWatermarksAreNeverMadeUp(String drift) throws SQLException {
    shop("first", "watermark: at\ndrift: " + drift);
    sql(
        "first",
        OLD_VERSION,
        "insert into orders values (1, 'Flour', 1.50, true, '2026-03-01 10:00:00')");
    nights.night(MONDAY);
    sql("first", "alter table orders alter column at rename to moved_at");
    assertThatThrownBy(this::look)
        .isInstanceOf(Failure.Contract.class)
        .hasMessageContaining("watermark names column at");
    sql("first", "alter table orders alter column moved_at rename to at");
    sql("first", "alter table orders alter column id varchar");
    assertThatThrownBy(() -> nights.night(TUESDAY))
        .isInstanceOf(Failure.Contract.class)
        .hasMessageContaining("column id is now varchar and was integer");
  }

  @Test
  void aPolicyThatIsNoneIsRefused() {
    nights.file(
        "sources/first/source.yml",
        """
        transport: jdbc
        connection: {url: "jdbc:h2:mem:none"}
        tables:
          orders: {key: [id], drift: null}
        """);
    assertThatThrownBy(() -> nights.sources())
        .isInstanceOf(Failure.Settings.class)
        .hasMessageContaining("'null': one of stop, quarantine, nulls");
  }

  private void files(String format, String table) {
    nights.file(
        "sources/till/source.yml",
        """
        transport: files
        tables:
          sales:
            key: [id]
            files: data/*.%1$s
            format: %1$s
        """
                .formatted(format)
            + table.indent(4));
  }

  private static final String SALES = "select id, what, price, colour from till__sales order by id";

  /** Of the old version, of the new one, and of the old one again. */
  private void csvFiles() {
    nights.file("data/2024.csv", "id,what,price\n1,Flour,1.50\n");
    nights.file("data/2025.csv", "id,price,colour\n2,2.25,white\n");
    nights.file("data/2026.csv", "id,what,price\n3,Oil,8.00\n");
  }

  @Test
  void filesOfTwoVersionsAreReadSideBySideWithNulls() {
    csvFiles();
    files("csv", "columns: {price: 'decimal(9,2)'}\ndrift: nulls");
    nights.night(MONDAY);
    assertThat(nights.rows(MONDAY, SALES))
        .containsExactly("1|Flour|1.50|null", "2|null|2.25|white", "3|Oil|8.00|null");
  }

  @Test
  void filesOfTwoVersionsAreReadSideBySideWithQuarantine() {
    csvFiles();
    files("csv", "columns: {price: 'decimal(9,2)'}\ndrift: quarantine");
    nights.night(MONDAY);
    assertThat(nights.rows(MONDAY, "select id, what from till__sales")).containsExactly("1|Flour");
    assertThat(nights.quarantine("natural_key, column_name, rule"))
        .containsExactly("2|what|column_is_missing", "3|colour|column_is_missing");
  }

  @Test
  void filesOfTwoVersionsAreRefusedWherePolicyIsToStop() {
    csvFiles();
    files("csv", "");
    assertThatThrownBy(this::look)
        .isInstanceOf(Failure.Contract.class)
        .hasMessageContaining("file data/2025.csv lacks what, which data/2024.csv has")
        .hasMessageContaining("'drift'");
  }

  @Test
  void aColumnThatAllFilesLostIsMissingToo() throws IOException {
    nights.file("data/2024.csv", "id,what,price\n1,Flour,1.50\n");
    files("csv", "");
    nights.night(MONDAY);
    nights.file("data/2024.csv", "id,price\n1,1.75\n");
    assertThatThrownBy(this::look).hasMessageContaining("till.sales: column what is missing");
    files("csv", "drift: nulls");
    nights.night(TUESDAY);
    assertThat(nights.rows(TUESDAY, "select id, what, price from till__sales"))
        .containsExactly("1|null|1.75");
  }

  @Test
  void parquetFilesOfTwoVersionsAreReadSideBySide() throws IOException {
    parquet("2024", "select 1 as id, 'Flour' as what, cast(1.5 as decimal(9,2)) as price");
    parquet("2025", "select 2 as id, '2.25' as price, 'white' as colour");
    parquet(
        "2026",
        "select 3 as id, 'Oil' as what, 'on demand' as price, cast(null as varchar) as colour");
    files("parquet", "drift: nulls");
    nights.night(MONDAY);
    assertThat(nights.rows(MONDAY, SALES))
        .containsExactly("1|Flour|1.50|null", "2|null|2.25|white", "3|Oil|null|null");

    files("parquet", "drift: quarantine");
    nights.night(TUESDAY);
    assertThat(nights.quarantine("natural_key, column_name, rule"))
        .containsExactly("2|what|column_is_missing", "3|price|not_a_number");

    files("parquet", "");
    assertThatThrownBy(this::look)
        .hasMessageContaining("column what is varchar in the first files and not there in")
        .hasMessageContaining("'drift'");
  }

  private void parquet(String name, String select) throws IOException {
    List<FieldColumn> columns = new ArrayList<>();
    nights
        .engine()
        .describe(Select.of(select))
        .forEach(column -> columns.add(new FieldColumn(columns.size() + 1, column)));
    Path written =
        nights
            .engine()
            .write(Select.of(select), columns, project.resolve("written_" + name), List.of())
            .files()
            .get(0);
    Files.createDirectories(project.resolve("data"));
    Files.copy(written, project.resolve("data/%s.parquet".formatted(name)));
  }
}
