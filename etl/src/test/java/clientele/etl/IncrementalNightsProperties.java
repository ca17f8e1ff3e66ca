package clientele.etl;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.ChangingCompany.Deed;
import clientele.etl.ChangingCompany.Kind;
import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.engine.Select;
import clientele.etl.settings.Settings;
import clientele.etl.store.Publication;
import clientele.etl.store.TableName;
import clientele.schema.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever people do with the tables of the sources, nights that go by what changed publish what
 * one rebuild from the raw rows makes, row for row: every table but those about runs; of rows, all
 * but the columns that the contracts call volatile, which name the run that made them.
 */
@PropertyDefaults(
    tries = 1,
    generation = GenerationMode.RANDOMIZED,
    edgeCases = EdgeCasesMode.NONE,
    shrinking = ShrinkingMode.OFF)
class IncrementalNightsProperties {

  /** Facts, dimensions, and tables that do not depend on the date. */
  private static final Optional<String> FEW =
      Optional.of(
          "fact_order_line,fact_interaction,fact_campaign_member,fact_campaign_response,"
              + "int_product_repeat,int_campaign_outcome,stg_consent");

  /** The large facts and all that they are made from: Spark takes most of a minute a night. */
  private static final Optional<String> LARGE = Optional.of("fact_order_line,fact_interaction");

  private static final String EXTENTS = "how tables were made";
  private static final String WHOLE = "whole";
  private static final String CHANGES = "what changed";
  private static final String UNCHANGED = "unchanged";

  private static Path folder;
  private static ChangingCompany founded;

  /**
   * @param diesAt after so many steps the night's process dies, and another goes on; 0 for never
   */
  record Day(List<Deed> deeds, int diesAt) {}

  @BeforeContainer
  static void found() throws IOException {
    folder = Files.createTempDirectory("incremental");
    founded = ChangingCompany.found(folder.resolve("founded"));
  }

  @AfterContainer
  static void clean() throws IOException {
    delete(folder);
  }

  @Provide
  Arbitrary<List<Day>> fewDays() {
    return days().list().ofSize(2);
  }

  /** Nobody waits hours for Spark: {@code -Dnights=8} makes the month shorter. */
  @Provide
  Arbitrary<List<Day>> aMonth() {
    return days().list().ofSize(Integer.getInteger("nights", 30));
  }

  private static Arbitrary<Day> days() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(6, Kind.CHANGE),
            Tuple.of(2, Kind.CHANGE_LATE),
            Tuple.of(4, Kind.ADD),
            Tuple.of(3, Kind.ADD_LATE),
            Tuple.of(2, Kind.ADD_EARLY),
            Tuple.of(4, Kind.DELETE),
            Tuple.of(2, Kind.SPOIL),
            Tuple.of(3, Kind.NOTE),
            Tuple.of(1, Kind.TEAR_OUT));
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 9999).withoutEdgeCases();
    Arbitrary<Deed> deeds =
        Combinators.combine(kinds, numbers, numbers, numbers, numbers).as(Deed::new);
    Arbitrary<Integer> deaths =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(0)),
            Tuple.of(1, Arbitraries.integers().between(1, 60).withoutEdgeCases()));
    return Combinators.combine(deeds.list().ofMinSize(3).ofMaxSize(8), deaths).as(Day::new);
  }

  @Example
  void theSameFaultInTwoUnitsIsOneFaultOfTwoRows() {
    Deed first = new Deed(Kind.NOTE, 0, 1, 1, 1);
    Deed second = new Deed(Kind.NOTE, 0, 2, 1, 1);
    check(List.of(new Day(List.of(first, second), 0)), "duckdb", Optional.of("fact_interaction"));
  }

  @Property
  void someNightsAreOneRebuild(@ForAll("fewDays") List<Day> days) {
    check(days, "duckdb", FEW);
  }

  @Property
  @Tag("soak")
  void someNightsOnSparkAreOneRebuild(@ForAll("fewDays") List<Day> days) {
    check(days, "spark", FEW);
  }

  @Property
  @Tag("soak")
  void aMonthOfNightsOnSparkIsOneRebuild(@ForAll("aMonth") List<Day> days) {
    check(days, "spark", LARGE);
  }

  @Property(tries = 3)
  @Tag("soak")
  void aMonthOfNightsIsOneRebuild(@ForAll("aMonth") List<Day> days) {
    check(days, "duckdb", FEW);
  }

  @Property
  @Tag("soak")
  void aMonthOfNightsIsOneRebuildOfEveryTable(@ForAll("aMonth") List<Day> days) {
    check(days, "duckdb", Optional.empty());
  }

  private static void check(List<Day> days, String engine, Optional<String> select) {
    Path project = folder.resolve("project");
    try {
      ChangingCompany company = founded.copyTo(project);
      Settings settings =
          Settings.read(
              project,
              Map.of(
                  "engine", engine,
                  "limits.quarantined_share", "1",
                  "warehouse.month_files_rows", "1",
                  "limits.stale_days", "1000"),
              Map.of());
      List<LocalDate> nights = new ArrayList<>();
      LocalDate date = ChangingCompany.FOUNDED;
      night(settings, date, select, 0);
      for (Day day : days) {
        nights.add(date);
        date = date.plusDays(1);
        company.live(day.deeds(), date);
        night(settings, date, select, day.diesAt());
      }
      Map<String, List<String>> beside = beside(settings);
      rebuild(settings, date, select, nights);
      assertThat(beside(settings)).isEqualTo(beside);
      checkThatNightsWentByChanges();
    } finally {
      delete(project);
    }
  }

  private static void night(
      Settings settings, LocalDate date, Optional<String> select, int diesAt) {
    RunRequest request = new RunRequest(date, "nightly-" + date, "nightly-" + date, true, select);
    if (diesAt > 0) {
      run(settings, warehouse -> warehouse.steps(request).stream().limit(diesAt).toList());
    }
    run(settings, warehouse -> warehouse.steps(request));
  }

  private static void rebuild(
      Settings settings, LocalDate date, Optional<String> select, List<LocalDate> nights) {
    String name = "rebuild-" + date;
    RunRequest request = new RunRequest(date, name, name, true, select).asRebuild();
    run(settings, warehouse -> warehouse.rebuildSteps(request, nights, false));
  }

  private static void run(Settings settings, Function<Warehouse, List<Step>> steps) {
    try (Warehouse warehouse = Warehouse.open(settings, InstantSource.system())) {
      steps.apply(warehouse).stream()
          .filter(step -> step.kind() != Step.Kind.DELIVER)
          .forEach(step -> collect(step.run(rows -> {})));
    }
  }

  private static void collect(StepResult result) {
    result
        .note()
        .lines()
        .map(line -> line.replaceFirst(":.*", ""))
        .filter(List.of(WHOLE, CHANGES, UNCHANGED)::contains)
        .forEach(extent -> Statistics.label(EXTENTS).collect(extent));
  }

  /** Nights that make every table whole would prove nothing. */
  private static void checkThatNightsWentByChanges() {
    Statistics.label(EXTENTS)
        .coverage(
            coverage -> {
              coverage.check(CHANGES).count(found -> found > 0);
              coverage.check(UNCHANGED).count(found -> found > 0);
            });
  }

  /**
   * What is kept beside the entities, of rows that were not staged, and how many rows went where;
   * without the run that found them and its date.
   */
  private static Map<String, List<String>> beside(Settings settings) {
    Map<String, List<String>> rows = new TreeMap<>();
    try (Warehouse warehouse = Warehouse.open(settings, InstantSource.system());
        Engine engine =
            Engines.open("duckdb", EngineSettings.defaults(folder.resolve("scratch")))) {
      Publication last = warehouse.lastPublication().orElseThrow();
      for (TableName name : last.snapshots().keySet()) {
        if (name.name().startsWith("quarantined_") || name.name().startsWith("aside_")) {
          List<Column> columns =
              warehouse.store().columns(name).stream()
                  .filter(column -> !List.of("run_id", "as_of_date").contains(column.name()))
                  .toList();
          engine.register("beside", warehouse.store().files(name, last), columns);
          List<String> found =
              engine.show(Select.of("select * from beside"), Integer.MAX_VALUE).rows().stream()
                  .map(Object::toString)
                  .sorted()
                  .toList();
          rows.put(name.name(), found);
        }
        if (name.name().startsWith("stg_")) {
          Map<String, String> counts = new TreeMap<>(warehouse.store().properties(name, "none"));
          counts.keySet().retainAll(List.of("given", "staged", "quarantined", "held_back"));
          rows.put(name.name(), List.of(counts.toString()));
        }
      }
    }
    rows.values().removeIf(List::isEmpty);
    return rows;
  }

  private static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
