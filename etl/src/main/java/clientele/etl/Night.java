package clientele.etl;

import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.extract.ExtractRun;
import clientele.etl.extract.Extractor;
import clientele.etl.extract.Progress;
import clientele.etl.extract.RawTables;
import clientele.etl.extract.SourceDefinition;
import clientele.etl.extract.TableDefinition;
import clientele.etl.extract.TableExtract;
import clientele.etl.model.Entity;
import clientele.etl.model.Extent;
import clientele.etl.model.Literals;
import clientele.etl.model.MadeWhole;
import clientele.etl.model.Model;
import clientele.etl.model.ModelBuilder;
import clientele.etl.model.Models;
import clientele.etl.model.Staging;
import clientele.etl.model.Workspace;
import clientele.etl.settings.Settings;
import clientele.etl.store.Publication;
import clientele.etl.store.Store;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the steps of one run share, also those that run side by side. The engine is opened when the
 * first step needs it, so that a run that has nothing to do costs nothing.
 */
final class Night implements AutoCloseable {

  private final Settings settings;
  private final Store store;
  private final Models models;
  private final List<SourceDefinition> sources;
  private final RunRequest request;
  private final String engineName;
  private Engine engine;
  private Extractor extractor;
  private Workspace workspace;
  private boolean isRawRegistered;

  Night(
      Settings settings,
      Store store,
      Models models,
      List<SourceDefinition> sources,
      RunRequest request,
      String engineName) {
    this.settings = settings;
    this.store = store;
    this.models = models;
    this.sources = sources;
    this.request = request;
    this.engineName = engineName;
  }

  Settings settings() {
    return settings;
  }

  Store store() {
    return store;
  }

  Models models() {
    return models;
  }

  List<SourceDefinition> sources() {
    return sources;
  }

  RunRequest request() {
    return request;
  }

  /** Whether this run has been published already, by an attempt that died before it was through. */
  boolean isPublished() {
    return store.publications().stream()
        .anyMatch(publication -> publication.runId().equals(request.runId()));
  }

  synchronized Engine engine() {
    if (engine == null) {
      engine = Engines.open(engineName, engineSettings(settings, "run"));
      settings
          .lists()
          .forEach((name, rows) -> engine.define("setting_" + name, Literals.rows(rows)));
    }
    return engine;
  }

  /** How a project's settings open an engine; each purpose has a scratch folder of its own. */
  static EngineSettings engineSettings(Settings settings, String purpose) {
    int threads = settings.integer("duckdb.threads");
    return new EngineSettings(
        ZoneId.of(settings.text("time_zone")),
        settings.text("country"),
        Optional.of(settings.text("duckdb.memory_limit")).filter(limit -> !limit.isBlank()),
        threads == 0 ? Optional.empty() : Optional.of(threads),
        settings.text("spark.master"),
        scratch(settings).resolve(purpose));
  }

  private static Path scratch(Settings settings) {
    return settings.path("warehouse.location").resolve("scratch");
  }

  /** Looks at all tables of sources before any is read; tells what a person should know. */
  List<String> look(List<SourceDefinition> selected) {
    return extractor().look(selected, extractRun());
  }

  /** Extracts one table, or finds what this run extracted already. */
  TableExtract extract(SourceDefinition source, TableDefinition table, Progress progress) {
    return extractor().extract(source, table, extractRun(), progress);
  }

  boolean isExtracted(SourceDefinition source, TableDefinition table) {
    return extractor().isDone(source, table, extractRun());
  }

  private synchronized Extractor extractor() {
    if (extractor == null) {
      extractor =
          new Extractor(
              engine(),
              store,
              scratch(settings).resolve("extract"),
              settings.number("limits.quarantined_share"));
    }
    return extractor;
  }

  ExtractRun extractRun() {
    return new ExtractRun(request.asOf(), request.runId(), request.branch(), request.allowEmpty());
  }

  synchronized Workspace workspace() {
    if (workspace == null) {
      workspace =
          new Workspace(
              engine(), store, request.branch(), parameters(), request.allowEmpty(), madeWhole());
    }
    return workspace;
  }

  private Optional<MadeWhole> madeWhole() {
    if (!knownUntil().equals(request.asOf())) {
      return Optional.of(MadeWhole.DATE_OF_THE_PAST);
    }
    return request.isRebuild() ? Optional.of(MadeWhole.REBUILD) : Optional.empty();
  }

  Staging staging() {
    return new Staging(workspace(), new NightSources(this));
  }

  ModelBuilder builder() {
    return new ModelBuilder(workspace(), models.contracts());
  }

  /**
   * How much of an entity's staging table this run makes, as far as is known before it is made:
   * once the sources were read it is exact, before that it goes by what was there.
   */
  Extent extent(Entity entity) {
    return staging().extent(entity);
  }

  /** As {@link #extent(Entity)}, for the table of a model. */
  Extent extent(Model model) {
    return builder().extent(model);
  }

  /** Makes the current rows of every source table readable under {@code source__table}. */
  synchronized void registerRaw() {
    if (!isRawRegistered) {
      RawTables.current(engine(), store, request.branch(), request.asOf(), knownUntil());
      isRawRegistered = true;
    }
  }

  /** The business date; for one of the past, the next on which a night read the sources. */
  LocalDate knownUntil() {
    return Publication.forward(store.publications()).stream()
        .map(Publication::asOf)
        .filter(date -> date.isAfter(request.asOf()))
        .findFirst()
        .orElse(request.asOf());
  }

  /** The run's own parameters, and the settings. */
  Map<String, Object> parameters() {
    Map<String, Object> parameters = new HashMap<>(settings.parameters());
    parameters.put("as_of", request.asOf());
    parameters.put("as_of_begin", beginOf(request.asOf()));
    parameters.put("as_of_end", endOf(request.asOf()));
    parameters.put("run_id", request.runId());
    parameters.put("setting_lists", settings.lists().toString());
    return parameters;
  }

  /** The moment in UTC at which a business date ends. */
  LocalDateTime endOf(LocalDate day) {
    return beginOf(day.plusDays(1));
  }

  private LocalDateTime beginOf(LocalDate day) {
    return day.atStartOfDay(ZoneId.of(settings.text("time_zone")))
        .withZoneSameInstant(ZoneOffset.UTC)
        .toLocalDateTime();
  }

  @Override
  public void close() {
    if (extractor != null) {
      extractor.close();
      extractor = null;
    }
    if (engine != null) {
      engine.close();
      engine = null;
      workspace = null;
      isRawRegistered = false;
    }
  }
}
