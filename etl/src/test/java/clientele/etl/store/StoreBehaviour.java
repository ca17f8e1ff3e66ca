package clientele.etl.store;

import static clientele.etl.store.Village.COLUMNS;
import static clientele.etl.store.Village.CUSTOMERS;
import static clientele.etl.store.Village.MONDAY;
import static clientele.etl.store.Village.PRODUCTS;
import static clientele.etl.store.Village.TUESDAY;
import static clientele.etl.store.Village.VISITS;
import static clientele.etl.store.Village.visits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.failure.Failure;
import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store does, over whichever metadata database. */
abstract class StoreBehaviour {

  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-02T23:00:00Z"));

  @TempDir Path warehouse;

  Store store;

  /** Of a database with nothing in it. */
  abstract String newMetadataUrl();

  LocationSettings location;

  @BeforeEach
  void open() {
    location = new LocationSettings(warehouse, newMetadataUrl());
    store = new IcebergStore(location, CLOCK);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aCommitIsSeenByItsBranchAndByNobodyElse() {
    store.prepare("night");
    append("night", VISITS, "Anna Baker", "Boris Cook");

    assertThat(customers(store.files(VISITS, "night"))).containsExactly("Anna Baker", "Boris Cook");
    assertThat(store.rows(VISITS, "night")).isEqualTo(2);
    assertThat(store.isCommitted(VISITS, "night")).isTrue();
    assertThat(store.files(VISITS, "another")).isEmpty();
    assertThat(store.rows(VISITS, "another")).isZero();
    assertThat(store.isCommitted(VISITS, "another")).isFalse();
    assertThat(store.lastPublication()).isEmpty();
  }

  @Test
  void aPublicationIsSeenByEverybody() {
    Publication publication = publishNight("first", "Anna Baker");

    assertThat(publication.id()).isEqualTo(1);
    assertThat(publication.asOf()).isEqualTo(MONDAY);
    assertThat(publication.publishedAt()).isEqualTo(CLOCK.instant());
    assertThat(store.lastPublication()).contains(publication);
    assertThat(store.publications()).containsExactly(publication);
    assertThat(customers(store.files(VISITS, publication))).containsExactly("Anna Baker");
    assertThat(customers(store.files(VISITS, "another"))).containsExactly("Anna Baker");
    assertThat(store.rows(VISITS, publication)).hasValue(1);
    assertThat(store.isCommitted(VISITS, "first")).isFalse();
  }

  @Test
  void anOlderPublicationStaysReadable() {
    Publication first = publishNight("first", "Anna Baker");
    Publication second = publishNight("second", "Boris Cook", "Clara Dyer");

    assertThat(store.publications()).containsExactly(second, first);
    assertThat(customers(store.files(VISITS, first))).containsExactly("Anna Baker");
    assertThat(store.rows(VISITS, first)).hasValue(1);
    assertThat(customers(store.files(VISITS, second)))
        .containsExactly("Anna Baker", "Boris Cook", "Clara Dyer");
    assertThat(store.rows(VISITS, second)).hasValue(3);
  }

  @Test
  void aTableUnchangedTonightKeepsItsSnapshot() {
    store.prepare("first");
    append("first", CUSTOMERS, "Anna Baker");
    append("first", VISITS, "Anna Baker");
    Publication first = store.publish("first", "run-first", MONDAY);

    Publication second = publishNight("second", "Boris Cook");

    assertThat(second.snapshots().get(CUSTOMERS)).isEqualTo(first.snapshots().get(CUSTOMERS));
    assertThat(second.snapshots().get(VISITS)).isNotEqualTo(first.snapshots().get(VISITS));
    assertThat(store.rows(PRODUCTS, second)).isEqualTo(OptionalLong.empty());
    assertThat(store.files(PRODUCTS, second)).isEmpty();
  }

  @Test
  void aTableMadeButNeverCommittedIsNotPublished() {
    store.prepare("first");
    store.ensure(PRODUCTS, COLUMNS);
    append("first", VISITS, "Anna Baker");

    assertThat(store.publish("first", "run", MONDAY).snapshots()).containsOnlyKeys(VISITS);
    assertThat(store.tables()).containsExactly(PRODUCTS, VISITS);
  }

  @Test
  void replaceLeavesOnlyTheNewRows() {
    publishNight("first", "Anna Baker");
    store.prepare("second");
    replace("second", VISITS, "Boris Cook");
    replace("second", VISITS, "Clara Dyer", "Boris Cook");

    assertThat(customers(store.files(VISITS, "second")))
        .containsExactly("Boris Cook", "Clara Dyer");
    assertThat(store.rows(VISITS, "second")).isEqualTo(2);
  }

  @Test
  void replaceByNothingLeavesAnEmptyTable() {
    publishNight("first", "Anna Baker");
    store.prepare("second");
    replace("second", VISITS);

    Publication second = store.publish("second", "run", TUESDAY);
    assertThat(store.rows(VISITS, second)).hasValue(0);
    assertThat(store.files(VISITS, second)).isEmpty();
  }

  @Test
  void replaceDateLeavesTheOtherDays() {
    store.prepare("night");
    replaceDate("night", "Anna Baker", MONDAY);
    replaceDate("night", "Boris Cook", TUESDAY);
    replaceDate("night", "Clara Dyer", TUESDAY);

    assertThat(customers(store.files(VISITS, "night"))).containsExactly("Anna Baker", "Clara Dyer");
    assertThat(store.rows(VISITS, "night")).isEqualTo(2);
  }

  @Test
  void aDayWithoutRowsReplacesThatDayOnly() {
    store.prepare("night");
    replaceDate("night", "Anna Baker", MONDAY);
    replaceDate("night", "Boris Cook", TUESDAY);
    store.commit(
        VISITS,
        "night",
        new Change.ReplaceDate("visited_on", TUESDAY, visits(store, VISITS, TUESDAY)),
        Map.of());

    assertThat(customers(store.files(VISITS, "night"))).containsExactly("Anna Baker");
  }

  @Test
  void replaceDateRefusesRowsOfAnotherDay() {
    store.prepare("night");
    List<Village.Visit> twoDays =
        List.of(new Village.Visit("Anna Baker", MONDAY), new Village.Visit("Boris Cook", TUESDAY));

    assertThatThrownBy(
            () ->
                store.commit(
                    VISITS,
                    "night",
                    new Change.ReplaceDate(
                        "visited_on", TUESDAY, Village.write(store, VISITS, twoDays)),
                    Map.of()))
        .isInstanceOf(Failure.Contract.class)
        .hasMessageContaining("star.fact_visit")
        .hasMessageContaining("2026-03-03");
    assertThat(store.isCommitted(VISITS, "night")).isFalse();
  }

  @Test
  void replaceFilesLeavesTheOtherFiles() {
    publishNight("first", "Anna Baker");
    Publication second = publishNight("second", "Boris Cook");
    store.prepare("third");
    replaceFiles("third", filesOf("third", "Anna Baker"), "Clara Dyer");

    assertThat(customers(store.files(VISITS, "third"))).containsExactly("Boris Cook", "Clara Dyer");
    assertThat(store.rows(VISITS, "third")).isEqualTo(2);
    assertThat(customers(store.files(VISITS, second))).containsExactly("Anna Baker", "Boris Cook");
  }

  @Test
  void filesOfTheSameNightCanBeReplacedByNothing() {
    publishNight("first", "Anna Baker");
    store.prepare("second");
    append("second", VISITS, "Boris Cook");
    replaceFiles("second", filesOf("second", "Boris Cook"));

    assertThat(customers(store.files(VISITS, "second"))).containsExactly("Anna Baker");
    assertThat(store.rows(VISITS, "second")).isEqualTo(1);
  }

  @Test
  void filesThatAreNoLongerTheTablesAreNotReplaced() {
    publishNight("first", "Anna Baker");
    store.prepare("second");
    List<Path> gone = store.files(VISITS, "second");
    replace("second", VISITS, "Boris Cook");

    assertThatThrownBy(() -> replaceFiles("second", gone, "Clara Dyer"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("star.fact_visit")
        .hasMessageContaining(gone.get(0).getFileName().toString());
    assertThat(customers(store.files(VISITS, "second"))).containsExactly("Boris Cook");
  }

  @Test
  void propertiesComeBackAsTheyWereGiven() {
    store.prepare("night");
    Map<String, String> properties = Map.of("watermark", "2026-03-02T10:00:00", "rows read", "7");
    store.commit(
        VISITS,
        "night",
        new Change.Append(visits(store, VISITS, MONDAY, "Anna Baker")),
        properties);

    assertThat(store.properties(VISITS, "night")).isEqualTo(properties);
    assertThat(store.properties(VISITS, "another")).isEmpty();
    store.publish("night", "run", MONDAY);
    assertThat(store.properties(VISITS, "another")).isEqualTo(properties);
  }

  @Test
  void aCommitWithoutRowsKeepsItsProperties() {
    store.prepare("night");
    store.ensure(VISITS, COLUMNS);
    store.commit(
        VISITS, "night", new Change.Append(visits(store, VISITS, MONDAY)), Map.of("read", "0"));

    assertThat(store.properties(VISITS, "night")).containsExactly(Map.entry("read", "0"));
    assertThat(store.rows(VISITS, "night")).isZero();
  }

  @Test
  void newColumnsAreAddedAndNarrowOnesWidened() {
    store.ensure(
        VISITS,
        List.of(
            Column.of("count", new ColumnType.IntegerType()),
            Column.of("amount", new ColumnType.DecimalType(9, 2))));
    List<Column> wider =
        List.of(
            Column.of("amount", new ColumnType.DecimalType(18, 2)),
            Column.of("shop", new ColumnType.VarcharType()),
            Column.of("count", new ColumnType.BigintType()));

    assertThat(store.ensure(VISITS, wider))
        .extracting(column -> column.fieldId() + " " + column.column().name())
        .containsExactly("2 amount", "3 shop", "1 count");
    assertThat(store.columns(VISITS))
        .extracting(column -> column.name() + " " + column.type().sql())
        .containsExactly("count bigint", "amount decimal(18,2)", "shop varchar");
  }

  @Test
  void changedTypesAreRefusedAllAtOnceAndNothingIsChanged() {
    List<Column> columns =
        List.of(
            Column.of("count", new ColumnType.BigintType()),
            Column.of("day", new ColumnType.DateType()));
    store.ensure(VISITS, columns);

    assertThatThrownBy(
            () ->
                store.ensure(
                    VISITS,
                    List.of(
                        Column.of("count", new ColumnType.IntegerType()),
                        Column.of("day", new ColumnType.VarcharType()),
                        Column.of("shop", new ColumnType.VarcharType()))))
        .isInstanceOf(Failure.Contract.class)
        .hasMessageContaining("column count is long and cannot become integer")
        .hasMessageContaining("column day is date and cannot become varchar");
    assertThat(store.columns(VISITS)).isEqualTo(columns);
  }

  @Test
  void everyTypeOfAContractComesBack() {
    List<Column> columns =
        List.of(
            new Column(
                "is_open",
                new ColumnType.BooleanType(),
                "whether the mill turns",
                java.util.Optional.empty(),
                false,
                false,
                false),
            Column.of("a", new ColumnType.IntegerType()),
            Column.of("b", new ColumnType.BigintType()),
            Column.of("c", new ColumnType.DoubleType()),
            Column.of("d", new ColumnType.DecimalType(38, 10)),
            Column.of("e", new ColumnType.VarcharType()),
            Column.of("f", new ColumnType.DateType()),
            Column.of("g", new ColumnType.TimestampType()),
            Column.of("h", new ColumnType.BinaryType()));
    store.ensure(VISITS, columns);

    assertThat(store.columns(VISITS)).isEqualTo(columns);
    assertThat(store.columns(PRODUCTS)).isEmpty();
  }

  @Test
  void prepareDropsBranchesOfOtherRunsAndKeepsItsOwn() {
    publishNight("first", "Anna Baker");
    append("second", VISITS, "Boris Cook");
    append("third", VISITS, "Clara Dyer");
    store.prepare("third");

    assertThat(store.isCommitted(VISITS, "second")).isFalse();
    assertThat(customers(store.files(VISITS, "third"))).containsExactly("Anna Baker", "Clara Dyer");
  }

  @Test
  void prepareDropsABranchThatAPublicationHasOvertaken() {
    publishNight("first", "Anna Baker");
    append("slow", VISITS, "Boris Cook");
    append("fast", VISITS, "Clara Dyer");
    store.publish("fast", "run-fast", TUESDAY);
    store.prepare("slow");

    assertThat(store.isCommitted(VISITS, "slow")).isFalse();
    assertThat(customers(store.files(VISITS, "slow"))).containsExactly("Anna Baker", "Clara Dyer");
  }

  @Test
  void anotherProcessSeesWhatThisOneCommits() {
    try (Store other = new IcebergStore(location, CLOCK)) {
      store.prepare("night");
      append("night", VISITS, "Anna Baker");
      assertThat(other.rows(VISITS, "night")).isEqualTo(1);
      append("night", VISITS, "Boris Cook");
      assertThat(other.rows(VISITS, "night")).isEqualTo(2);
      Publication publication = store.publish("night", "run", MONDAY);
      assertThat(other.lastPublication()).contains(publication);
    }
  }

  @Test
  void publishingTheSameRunAgainIsTheSamePublication() {
    Publication first = publishNight("first", "Anna Baker");

    assertThat(store.publish("first", "run-first", MONDAY)).isEqualTo(first);
    assertThat(store.publications()).containsExactly(first);
  }

  @Test
  void aNightWithoutAnyChangeIsAPublicationOfItsOwn() {
    Publication first = publishNight("first", "Anna Baker");
    store.prepare("second");
    Publication second = store.publish("second", "run-second", TUESDAY);

    assertThat(second.id()).isEqualTo(2);
    assertThat(second.snapshots()).isEqualTo(first.snapshots());
  }

  Publication publishNight(String branch, String... customers) {
    store.prepare(branch);
    append(branch, VISITS, customers);
    return store.publish(branch, "run-" + branch, MONDAY);
  }

  void append(String branch, TableName table, String... customers) {
    store.ensure(table, COLUMNS);
    store.commit(
        table, branch, new Change.Append(visits(store, table, MONDAY, customers)), Map.of());
  }

  private void replace(String branch, TableName table, String... customers) {
    store.commit(
        table, branch, new Change.Replace(visits(store, table, MONDAY, customers)), Map.of());
  }

  private void replaceFiles(String branch, List<Path> removed, String... customers) {
    store.commit(
        VISITS,
        branch,
        new Change.ReplaceFiles(removed, visits(store, VISITS, MONDAY, customers)),
        Map.of());
  }

  private List<Path> filesOf(String branch, String customer) {
    return store.files(VISITS, branch).stream()
        .filter(file -> customers(List.of(file)).contains(customer))
        .toList();
  }

  private void replaceDate(String branch, String customer, java.time.LocalDate day) {
    store.commit(
        VISITS,
        branch,
        new Change.ReplaceDate("visited_on", day, visits(store, VISITS, day, customer)),
        Map.of());
  }

  private List<String> customers(List<Path> files) {
    return Village.customersIn(store, VISITS, files);
  }
}
