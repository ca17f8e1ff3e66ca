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
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mill that sells abroad: what its lines are worth while rates come, change and go. */
class ExchangeRatesOverNightsTest {

  private static final LocalDate FIRST = LocalDate.parse("2026-03-02");
  private static final Optional<String> TABLES = Optional.of("fact_order_line");

  @TempDir private Path project;
  private final List<LocalDate> nights = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Map<String, String> options = Map.of();

  @Test
  void everyLineIsWorthTheLastRateOfItsDayAndAChangedRateRemakesItsDaysAlone() throws IOException {
    fourNights("duckdb");
  }

  @Test
  @Tag("soak")
  void theSameIsTrueOnSpark() throws IOException {
    fourNights("spark");
  }

  private void fourNights(String engine) throws IOException {
    build(engine);
    line("1", "2026-03-01", "10.00", "EUR");
    line("2", "2026-03-01", "10.00", "USD");
    line("3", "2026-03-02", "10.01", "USD");
    line("4", "2026-03-02", "1000", "JPY");

    night("USD,2026-02-27,0.8", "EUR,2026-03-01,1");
    assertThat(worth()).containsExactly("1 10.00", "2 8.00", "3 8.01");
    assertThat(quarantined())
        .containsExactly(
            "4 | currency, ordered_at | JPY | 2026-03-02 10:00:00 | breaks the rule currency has a"
                + " rate");

    night("USD,2026-02-27,0.8", "USD,2026-03-02,0.9", "EUR,2026-03-01,1");
    assertThat(worth()).containsExactly("1 10.00", "2 8.00", "3 9.01");
    assertThat(notes).contains("build fact_order_line: what changed: int_exchange_rate changed");
    assertThat(madeBy("1", "2")).containsOnly("nightly-2026-03-02");
    assertThat(madeBy("3")).containsOnly("nightly-2026-03-03");

    night("USD,2026-02-27,0.8", "USD,2026-03-02,0.9", "JPY,2026-03-01,0.006123456789");
    assertThat(worth()).containsExactly("1 10.00", "2 8.00", "3 9.01", "4 6.12");
    assertThat(quarantined()).isEmpty();

    night("USD,2026-03-02,0.9", "JPY,2026-03-01,0.006123456789");
    assertThat(worth()).containsExactly("1 10.00", "3 9.01", "4 6.12");
    assertThat(sums()).containsExactly("EUR 10.0000", "JPY 1000.0000", "USD 10.0100");
    rebuildIsEqual();
    assertThat(worth()).containsExactly("1 10.00", "3 9.01", "4 6.12");
  }

  private void build(String engine) throws IOException {
    options = Map.of("engine", engine, "limits.quarantined_share", "1");
    write("clientele.yml", "name: Mill\ncurrency: EUR\n");
    write(
        "sources/mill/source.yml",
        """
        transport: files
        tables:
          line: {files: data/line.csv, key: [line_id], columns: {ordered_at: timestamp}}
          rate: {files: data/rate.csv, key: [currency, day]}
        units:
          order_line: {by: order_line_id, tables: {line: line_id}}
        """);
    write(
        "sources/mill/order_line.sql",
        """
        select line_id as order_line_id, line_id as order_id, '1' as customer_id, ordered_at,
          1 as quantity, amount as unit_price, amount as line_amount, currency, false as is_return
        from mill__line
        """);
    write(
        "sources/mill/exchange_rate.sql",
        "select currency, day as rate_date, rate from mill__rate");
    write("data/line.csv", "line_id,ordered_at,amount,currency\n");
  }

  private void line(String id, String day, String amount, String currency) throws IOException {
    Files.writeString(
        project.resolve("data/line.csv"),
        "%s,%s 10:00:00,%s,%s\n".formatted(id, day, amount, currency),
        StandardOpenOption.APPEND);
  }

  private void night(String... rates) throws IOException {
    LocalDate date = FIRST.plusDays(nights.size());
    write("data/rate.csv", "currency,day,rate\n" + String.join("\n", rates) + "\n");
    String name = "nightly-" + date;
    notes.clear();
    run(warehouse -> warehouse.steps(new RunRequest(date, name, name, true, TABLES)));
    nights.add(date);
  }

  private void rebuildIsEqual() {
    LocalDate last = nights.get(nights.size() - 1);
    RunRequest request = new RunRequest(last, "rebuild", "rebuild", true, TABLES).asRebuild();
    run(warehouse -> warehouse.rebuildSteps(request, nights.subList(0, nights.size() - 1), false));
  }

  private void run(Function<Warehouse, List<Step>> steps) {
    try (Warehouse warehouse = Warehouse.open(settings(), InstantSource.system())) {
      for (Step step : steps.apply(warehouse)) {
        if (step.kind() != Step.Kind.DELIVER) {
          String note = step.run(rows -> {}).note();
          note.lines().forEach(line -> notes.add(step.name() + ": " + line));
        }
      }
    }
  }

  private Settings settings() {
    return Settings.read(project, options, Map.of());
  }

  private List<String> worth() {
    return published(
        "select concat(order_line_id, ' ', cast(line_amount as varchar)) from fact_order_line order"
            + " by 1");
  }

  private List<String> madeBy(String... lines) {
    return published(
        "select run_id from fact_order_line where order_line_id in ('%s')"
            .formatted(String.join("', '", lines)));
  }

  private List<String> quarantined() {
    return published(
        "select concat(natural_key, ' | ', column_name, ' | ', value, ' | ', rule) from"
            + " rpt_quarantine order by 1");
  }

  private List<String> sums() {
    return published(
        "select concat(currency, ' ', cast(fact_sum as varchar)) from rpt_reconciliation_amount"
            + " where measure = 'original_amount' order by 1");
  }

  private List<String> published(String sql) {
    try (Warehouse warehouse = Warehouse.open(settings(), InstantSource.system());
        Engine engine =
            Engines.open("duckdb", EngineSettings.defaults(project.resolve("reading")))) {
      for (String name :
          List.of("fact_order_line", "rpt_quarantine", "rpt_reconciliation_amount")) {
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
