package clientele.etl;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.engine.Select;
import clientele.etl.model.Workspace;
import clientele.etl.settings.Settings;
import clientele.schema.TableContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A mill whose flour changes its name: what the versions of the product become over nights, and
 * which of them the lines have that were sold at 6, 11, 13 and 18 o'clock of each day.
 */
class VersionsOverNightsTest {

  private static final LocalDate FIRST = LocalDate.parse("2026-03-02");
  private static final Optional<String> TABLES = Optional.of("fact_order_line");

  @TempDir private Path project;
  private final List<LocalDate> nights = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void build() throws IOException {
    write("clientele.yml", "name: Mill\n");
    write(
        "sources/mill/source.yml",
        """
        transport: files
        tables:
          product: {files: data/product.csv, key: [product_id], columns: {changed_at: timestamp}}
          line: {files: data/line.csv, key: [line_id], columns: {ordered_at: timestamp}}
        units:
          product: {by: product_id, tables: {product: product_id}}
          order_line: {by: order_line_id, tables: {line: line_id}}
        """);
    write(
        "sources/mill/product.sql",
        "select product_id, name, false as is_service, changed_at from mill__product");
    write(
        "sources/mill/order_line.sql",
        """
        select line_id as order_line_id, line_id as order_id, '1' as customer_id, product_id, ordered_at,
          1 as quantity, 2.5 as unit_price, 2.5 as line_amount, 'EUR' as currency, false as is_return
        from mill__line
        """);
  }

  @Test
  void aChangeBeginsAtItsMomentAndAnEarlierOneOfTheDayKeepsItsHours() throws IOException {
    night("rye,2026-03-02 09:00:00");
    sell(FIRST.plusDays(1));
    night("spelt,2026-03-03 10:00:00");
    assertThat(versions()).containsExactly("rye 1900-01-01 00:00", "spelt 2026-03-03 10:00");

    // The second change of that day is met a night later, after its lines were published.
    night("emmer,2026-03-03 12:00:00");

    assertThat(versions())
        .containsExactly(
            "rye 1900-01-01 00:00", "spelt 2026-03-03 10:00", "emmer 2026-03-03 12:00");
    assertThat(sold(FIRST.plusDays(1)))
        .containsExactly("06 rye", "11 spelt", "13 emmer", "18 emmer");
    rebuildIsEqual();
  }

  @Test
  void whatIsSoldLateHasTheVersionOfItsTime() throws IOException {
    night("rye,2026-03-02 09:00:00");
    night("spelt,2026-03-03 10:00:00");
    night("emmer,2026-03-04 10:00:00");
    sell(FIRST.plusDays(1));
    night("emmer,2026-03-04 10:00:00");

    assertThat(sold(FIRST.plusDays(1)))
        .containsExactly("06 rye", "11 spelt", "13 spelt", "18 spelt");
    rebuildIsEqual();
  }

  @Test
  void aCorrectionOfThePastHoldsFromTheDayOnWhichItIsMade() throws IOException {
    sell(FIRST);
    night("rye,2026-03-02 09:00:00");
    night("spelt,2026-03-03 10:00:00");

    // The change is told to be older than the version it corrects: the order of both is lost.
    night("emmer,2026-03-02 12:00:00");

    assertThat(versions())
        .containsExactly(
            "rye 1900-01-01 00:00", "spelt 2026-03-03 10:00", "emmer 2026-03-04 00:00");
    assertThat(sold(FIRST)).containsExactly("06 rye", "11 rye", "13 rye", "18 rye");
    rebuildIsEqual();
  }

  @Test
  void aProductThatIsOnlyNamedIsFilledLaterAndItsLinesStay() throws IOException {
    sell(FIRST);
    night("");
    List<String> before = keys();
    night("rye,2026-03-03 10:00:00");

    assertThat(versions()).containsExactly("flour 1900-01-01 00:00", "rye 2026-03-03 10:00");
    assertThat(keys()).isEqualTo(before);
    sell(FIRST.plusDays(1));
    night("rye,2026-03-03 10:00:00");
    assertThat(sold(FIRST.plusDays(1))).containsExactly("06 flour", "11 rye", "13 rye", "18 rye");
    rebuildIsEqual();
  }

  @Test
  void aProductThatIsGoneKeepsItsVersionAndOneThatReturnsChangedHasAnother() throws IOException {
    sell(FIRST);
    night("rye,2026-03-02 09:00:00");
    lines.clear();
    night("");
    assertThat(versions()).containsExactly("rye 1900-01-01 00:00");

    night("spelt,2026-03-04 10:00:00");

    assertThat(versions()).containsExactly("rye 1900-01-01 00:00", "spelt 2026-03-04 10:00");
    rebuildIsEqual();
  }

  private void sell(LocalDate day) {
    for (String hour : List.of("06", "11", "13", "18")) {
      lines.add("%1$s-%2$s,flour,%1$s %2$s:00:00".formatted(day, hour));
    }
  }

  /**
   * @param product name and moment of change; empty where the mill delivers none
   */
  private void night(String product) throws IOException {
    LocalDate date = FIRST.plusDays(nights.size());
    write(
        "data/product.csv",
        "product_id,name,changed_at\n" + (product.isEmpty() ? "" : "flour," + product + "\n"));
    write("data/line.csv", "line_id,product_id,ordered_at\n" + String.join("\n", lines) + "\n");
    run(
        warehouse ->
            warehouse.steps(
                new RunRequest(date, "nightly-" + date, "nightly-" + date, true, TABLES)));
    nights.add(date);
  }

  private void rebuildIsEqual() {
    LocalDate last = nights.get(nights.size() - 1);
    RunRequest request = new RunRequest(last, "rebuild", "rebuild", true, TABLES).asRebuild();
    run(warehouse -> warehouse.rebuildSteps(request, nights.subList(0, nights.size() - 1), false));
  }

  private void run(Function<Warehouse, List<Step>> steps) {
    try (Warehouse warehouse = Warehouse.open(settings(), InstantSource.system())) {
      steps.apply(warehouse).stream()
          .filter(step -> step.kind() != Step.Kind.DELIVER)
          .forEach(step -> step.run(rows -> {}));
    }
  }

  private Settings settings() {
    return Settings.read(project, Map.of(), Map.of());
  }

  private List<String> versions() {
    return published(
        """
        select concat(name, ' ', substr(cast(valid_from as varchar), 1, 16))
        from dim_product
        where product_id = 'mill:flour'
        order by valid_from
        """);
  }

  /** The hours of a day with the name that flour had then. */
  private List<String> sold(LocalDate day) {
    return published(
        """
        select concat(substr(line.order_line_id, 12, 2), ' ', product.name)
        from fact_order_line as line
        join dim_product as product on product.product_key = line.product_key
        where line.order_date = date '%s'
        order by line.ordered_at
        """
            .formatted(day));
  }

  private List<String> keys() {
    return published(
        "select concat(order_line_id, ' ', cast(product_key as varchar)) from fact_order_line order"
            + " by 1");
  }

  private List<String> published(String sql) {
    try (Warehouse warehouse = Warehouse.open(settings(), InstantSource.system());
        Engine engine =
            Engines.open("duckdb", EngineSettings.defaults(project.resolve("reading")))) {
      for (String name : List.of("dim_product", "fact_order_line")) {
        TableContract contract = warehouse.models().contracts().require(name);
        engine.register(
            name,
            warehouse
                .store()
                .files(Workspace.nameOf(contract), warehouse.lastPublication().orElseThrow()),
            contract.columns());
      }
      return engine.show(Select.of(sql), 100).rows().stream().map(row -> row.get(0)).toList();
    }
  }

  private void write(String file, String text) throws IOException {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
