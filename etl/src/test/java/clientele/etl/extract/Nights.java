package clientele.etl.extract;

import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.engine.Select;
import clientele.etl.store.IcebergStore;
import clientele.etl.store.LocationSettings;
import clientele.etl.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A project in a folder, extracted night by night into a warehouse of its own. */
final class Nights implements AutoCloseable {

  static final LocalDate MONDAY = LocalDate.parse("2026-03-02");

  private static final Set<String> ENTITIES =
      Set.of("customer", "product", "order_line", "employee", "interaction");

  private final Path project;
  private final Map<String, String> environment;
  private final double quarantinedShare;
  private final Engine engine;
  private final Store store;

  Nights(Path project, Map<String, String> environment) {
    this(project, environment, 0.5);
  }

  Nights(Path project, Map<String, String> environment, double quarantinedShare) {
    this.project = project;
    this.environment = environment;
    this.quarantinedShare = quarantinedShare;
    this.engine = Engines.open("duckdb", EngineSettings.defaults(project.resolve("scratch")));
    this.store =
        new IcebergStore(
            new LocationSettings(project.resolve("warehouse"), ""), InstantSource.system());
  }

  Engine engine() {
    return engine;
  }

  Store store() {
    return store;
  }

  /** Writes a file of the project. */
  Nights file(String path, String text) {
    write(project, path, text);
    return this;
  }

  static void write(Path project, String path, String text) {
    try {
      Path file = project.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  List<SourceDefinition> sources() {
    return Sources.read(project, ENTITIES);
  }

  /** Extracts every table of every source and publishes. */
  List<TableExtract> night(LocalDate date) {
    ExtractRun run = run(date, false);
    store.prepare(run.branch());
    List<TableExtract> extracts = extract(run);
    store.publish(run.branch(), run.runId(), date);
    return extracts;
  }

  static ExtractRun run(LocalDate date, boolean allowEmpty) {
    return new ExtractRun(date, "run_" + date, "branch_" + date, allowEmpty);
  }

  List<TableExtract> extract(ExtractRun run) {
    try (Extractor extractor = extractor()) {
      return sources().stream()
          .flatMap(
              source ->
                  source.tables().stream()
                      .map(table -> extractor.extract(source, table, run, rows -> {})))
          .toList();
    }
  }

  Extractor extractor() {
    return new Extractor(
        engine,
        store,
        project.resolve("scratch"),
        quarantinedShare,
        environment::get,
        Duration.ofMillis(1));
  }

  /** The rows of a SELECT over current raw rows as of a date, each as texts joined by '|'. */
  List<String> rows(LocalDate asOf, String sql) {
    RawTables.current(engine, store, "nobody", asOf, asOf);
    return engine.show(Select.of(sql), 1_000_000).rows().stream()
        .map(row -> String.join("|", row.stream().map(String::valueOf).toList()))
        .toList();
  }

  /** The rows that are in quarantine. */
  List<String> quarantine(String columns) {
    RawTables.quarantine(engine, store, "nobody", LocalDate.of(9999, 12, 31));
    return engine
        .show(
            Select.of(
                "select %s from open_quarantine order by table_name, natural_key, rule"
                    .formatted(columns)),
            1000)
        .rows()
        .stream()
        .map(row -> String.join("|", row.stream().map(String::valueOf).toList()))
        .toList();
  }

  @Override
  public void close() {
    engine.close();
    store.close();
  }
}
