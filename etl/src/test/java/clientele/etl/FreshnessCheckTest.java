package clientele.etl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.etl.engine.PublishedReader;
import clientele.etl.engine.Select;
import clientele.etl.extract.SourceDefinition;
import clientele.etl.extract.Sources;
import clientele.etl.model.Models;
import clientele.etl.settings.Settings;
import clientele.etl.store.IcebergStore;
import clientele.etl.store.Store;
import clientele.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shop of Mill & Co: orders with a watermark, products without one, and no tills yet. */
class FreshnessCheckTest {

  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");

  @TempDir private Path project;
  private List<SourceFreshness> published;

  @BeforeEach
  void fillTheShop() throws SQLException {
    try (Connection shop = DriverManager.getConnection("jdbc:sqlite:" + project + "/shop.db");
        Statement statement = shop.createStatement()) {
      statement.execute("create table orders (id integer, changed_at timestamp)");
      statement.execute("insert into orders values (1, '2026-03-01 12:00:00')");
      statement.execute("insert into orders values (2, '2026-03-02 18:00:00')");
      statement.execute("create table product (id integer, name text)");
      statement.execute("insert into product values (1, 'Flour')");
      statement.execute("create table till (id integer, changed_at timestamp)");
    }
  }

  private void source(String whole, String orders, String product, String till) throws IOException {
    Path file = project.resolve("sources/shop/source.yml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        transport: jdbc
        connection: {url: "jdbc:sqlite:shop.db"}
        freshness: {%s}
        tables:
          orders: {key: [id], watermark: changed_at, freshness: {%s}}
          product: {key: [id], freshness: {%s}}
          till: {key: [id], watermark: changed_at, freshness: {%s}}
        """
            .formatted(whole, orders, product, till));
  }

  /** Extracts and asks, as the night of a date; returns what the step said and what it wrote. */
  private List<String> ask(LocalDate date, String engine) {
    Settings settings = Settings.defaults(project);
    Models models = Models.read(project);
    List<SourceDefinition> sources = Sources.read(project, models.entities());
    RunRequest request =
        new RunRequest(date, "run_" + date, "branch_" + date, false, Optional.empty());
    try (Store store = new IcebergStore(Warehouse.location(settings), InstantSource.system());
        Night night = new Night(settings, store, models, sources, request, engine)) {
      store.prepare(request.branch());
      SourceDefinition shop = sources.get(0);
      shop.tables().forEach(table -> night.extract(shop, table, rows -> {}));
      StepResult result = new FreshnessCheck(night, sources).run();
      store.publish(request.branch(), request.runId(), date);
      published = SourceFreshness.read(store);
      List<List<String>> rows =
          night
              .engine()
              .show(
                  Select.of(
                      "select table_name, newest_at, basis, age_hours, verdict from rpt_freshness"
                          + " order by table_name"),
                  10)
              .rows();
      return Stream.concat(
              Stream.of(result.note()),
              rows.stream()
                  .map(row -> String.join("|", row.stream().map(String::valueOf).toList())))
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "spark"})
  void aSourceIsAsFreshAsItsFreshestTable(String engine) throws IOException {
    source("warn_hours: 6", "warn_hours: 5, stop_hours: 6", "", "");

    assertThat(ask(MONDAY, engine))
        .containsExactly(
            "table shop.orders is 6 hours behind the end of 2026-03-02 (newest 2026-03-02T18:00"
                + " UTC), freshness.warn_hours is 5",
            "(all)|2026-03-03 00:00:00|change|0.0|fresh",
            "orders|2026-03-02 18:00:00|watermark|6.0|late",
            "product|2026-03-03 00:00:00|change|0.0|no_limit",
            "till|null|change|null|no_limit");
  }

  @Test
  void aTableWithoutAWatermarkIsAsOldAsItsLastChange() throws IOException {
    source("", "", "warn_hours: 24", "");
    ask(MONDAY, "duckdb");

    assertThat(ask(MONDAY.plusDays(1), "duckdb"))
        .contains("", "product|2026-03-03 00:00:00|change|24.0|fresh");
    assertThat(ask(MONDAY.plusDays(2), "duckdb"))
        .contains("product|2026-03-03 00:00:00|change|48.0|late");
    assertThat(published)
        .containsExactly(new SourceFreshness("shop", Optional.of("2026-03-03T00:00"), "no_limit"));
  }

  @Test
  void whatAnEarlierRunPublishedCanStillBeAsked() throws IOException {
    source("", "", "", "");
    ask(MONDAY, "duckdb");
    ask(MONDAY.plusDays(1), "duckdb");
    Path file = project.resolve("earlier.duckdb");

    try (Warehouse warehouse = Warehouse.open(Settings.defaults(project), InstantSource.system())) {
      warehouse.writePublishedFile("run_2026-03-02", file);
      assertThatThrownBy(() -> warehouse.writePublishedFile("run_2026-03-01", file))
          .isInstanceOf(Failure.Settings.class)
          .hasMessageContaining("run_2026-03-01")
          .hasMessageContaining("[run_2026-03-03, run_2026-03-02]");
    }

    try (PublishedReader reader = PublishedReader.open(file)) {
      assertThat(reader.show("select distinct run_id, as_of_date from rpt_freshness", 9).rows())
          .containsExactly(List.of("run_2026-03-02", "2026-03-02"));
      assertThat(reader.show("select run_id from clientele_publication", 9).rows())
          .containsExactly(List.of("run_2026-03-02"));
    }
  }

  @Test
  void aNightThatWouldPublishWhatIsTooOldStopsAndNamesAllOfIt() throws IOException {
    source("", "", "", "");
    ask(MONDAY, "duckdb");
    source("stop_hours: 72", "stop_hours: 48", "warn_hours: 1", "stop_hours: 1000");

    assertThatThrownBy(() -> ask(MONDAY.plusDays(4), "duckdb"))
        .isInstanceOf(Failure.Contract.class)
        .hasMessageContaining("source shop is 96 hours behind the end of 2026-03-06")
        .hasMessageContaining("table shop.orders is 102 hours behind")
        .hasMessageContaining("table shop.till has never delivered a row")
        .hasMessageContaining("freshness.stop_hours is 48")
        .hasMessageNotContaining("shop.product");
  }
}
