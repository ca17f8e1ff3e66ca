package clientele.etl;

import clientele.etl.check.CheckResult;
import clientele.etl.deliver.ListChanges;
import clientele.etl.deliver.ListSummary;
import clientele.etl.deliver.Lists;
import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.extract.Extractor;
import clientele.etl.extract.SourceDefinition;
import clientele.etl.extract.SourceTest;
import clientele.etl.extract.Sources;
import clientele.etl.model.Models;
import clientele.etl.settings.Settings;
import clientele.etl.store.IcebergStore;
import clientele.etl.store.LocationSettings;
import clientele.etl.store.Maintained;
import clientele.etl.store.Publication;
import clientele.etl.store.Store;
import clientele.failure.Failure;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The warehouse of one project: what a night does to it, and what it has published. */
public final class Warehouse implements AutoCloseable {

  private final Settings settings;
  private final IcebergStore store;
  private final List<StepTiming> timings = new ArrayList<>();
  private Models models;
  private List<SourceDefinition> sources;
  private Night night;
  private Runnable scratch = () -> {};

  private Warehouse(Settings settings, IcebergStore store) {
    this.settings = settings;
    this.store = store;
  }

  /**
   * Opens the warehouse of a project. Models and sources are read when they are first needed.
   *
   * @param clock stamps publications
   */
  public static Warehouse open(Settings settings, InstantSource clock) {
    return new Warehouse(settings, new IcebergStore(location(settings), clock));
  }

  /** Where a project's tables and metadata are. */
  public static LocationSettings location(Settings settings) {
    return new LocationSettings(
        settings.path("warehouse.location"), settings.text("warehouse.metadata_url"));
  }

  public Settings settings() {
    return settings;
  }

  public Store store() {
    return store;
  }

  /** All models and contracts, the project's own among them. */
  public Models models() {
    if (models == null) {
      models = Models.read(settings.project());
    }
    return models;
  }

  /** The sources of the project. */
  public List<SourceDefinition> sources() {
    if (sources == null) {
      sources = Sources.read(settings.project(), models().entities());
    }
    return sources;
  }

  public Optional<Publication> lastPublication() {
    return store.lastPublication();
  }

  /** Whether something of a later business date is published already. */
  public boolean isPast(LocalDate asOf) {
    return lastPublication().filter(last -> last.asOf().isAfter(asOf)).isPresent();
  }

  /**
   * The steps of a run, in their order. They share one engine, which is closed with the warehouse
   * or when the next run's steps are asked for. A run of the past delivers nothing: readers go on
   * seeing the newest date.
   */
  public List<Step> steps(RunRequest request) {
    open(isPast(request.asOf()) ? request.asRebuild() : request);
    Selection selection = Selection.of(models(), sources(), request.select());
    List<Step> steps = new ArrayList<>(new NightSteps(night, selection, timings).all());
    if (!isPast(request.asOf())) {
      steps.addAll(new DeliverySteps(this).all());
    }
    return steps;
  }

  /**
   * The steps of a rebuild of what is published, in their order: every table again from raw rows in
   * full, compared row for row.
   *
   * @param request of the business date that is published
   * @param nights the business dates of the nights before, in their order
   * @param isAccepted whether what differs is published too; else it fails the rebuild
   * @throws Failure.Settings where nothing is published yet
   */
  public List<Step> rebuildSteps(RunRequest request, List<LocalDate> nights, boolean isAccepted) {
    open(request.asRebuild());
    Selection selection = Selection.of(models(), sources(), request.select());
    RebuildSteps rebuild = new RebuildSteps(this, night, selection, nights, isAccepted, timings);
    scratch = rebuild::close;
    List<Step> steps = new ArrayList<>(rebuild.all());
    steps.addAll(new DeliverySteps(this).all());
    return steps;
  }

  private void open(RunRequest request) {
    closeNight();
    timings.clear();
    night =
        new Night(
            settings,
            store.at(request.asOf()),
            models(),
            sources(),
            request,
            settings.text("engine"));
  }

  /** The DuckDB file that readers open: the tables of the last publication. */
  public Path publishedFile() {
    return publishedFile(settings);
  }

  /** As {@link #publishedFile()}, without opening the warehouse. */
  public static Path publishedFile(Settings settings) {
    return settings.path("published.location").resolve("clientele.duckdb");
  }

  /**
   * Writes the published file as a run had it to another place.
   *
   * @throws Failure.Settings where the run has published nothing
   */
  public void writePublishedFile(String runId, Path file) {
    PublishedFiles files = new PublishedFiles(this);
    files.write(files.require(runId), file);
  }

  /** The folder of the report site of the last publication. */
  public static Path site(Settings settings) {
    return settings.path("published.location").resolve("site");
  }

  /** Tells the run how a step went; the run keeps it with its results. */
  public void record(StepTiming timing) {
    timings.add(timing);
  }

  /**
   * Runs the contract checks again on what is published.
   *
   * @param select names of tables parted by commas; empty for all
   */
  public List<CheckResult> checkPublished(Optional<String> select) {
    return new PublishedChecks(this).run(select);
  }

  /** What the last publication has in quarantine, and what people decide about it. */
  public Quarantine quarantine() {
    return new Quarantine(this);
  }

  /** How a project's settings open an engine; each purpose has a scratch folder of its own. */
  public static EngineSettings engineSettings(Settings settings, String purpose) {
    return Night.engineSettings(settings, purpose);
  }

  /** Tries every table of every source. */
  public List<SourceTest> testSources() {
    try (Engine engine = Engines.open("duckdb", Night.engineSettings(settings, "test"))) {
      Extractor extractor =
          new Extractor(
              engine,
              store,
              Night.engineSettings(settings, "test").scratch(),
              settings.number("limits.quarantined_share"));
      return sources().stream().flatMap(source -> extractor.test(source).stream()).toList();
    }
  }

  /** The lists of people to contact that the last publication has, with their sizes. */
  public List<ListSummary> lists() {
    return new PublishedLists(this).use(Lists::summaries);
  }

  /** Writes all lists of the last publication to {@link #listsFolder()}. */
  public List<ListSummary> writeLists() {
    return new PublishedLists(this).use(lists -> lists.write(listsFolder()));
  }

  /**
   * Writes one list of the last publication as CSV.
   *
   * @param file is replaced
   * @throws Failure.Settings where there is no such list
   */
  public ListSummary deliver(String list, Path file) {
    return new PublishedLists(this).use(lists -> lists.write(list, file));
  }

  /**
   * Writes what changed in one list since the last publication of an earlier date.
   *
   * @param file is replaced
   * @throws Failure.Settings where there is no such list, or no earlier date was published
   */
  public ListChanges deliverChanges(String list, Path file) {
    return new PublishedLists(this).writeChanges(list, file);
  }

  /** Where every publication writes its lists. */
  public Path listsFolder() {
    return settings.path("published.location").resolve("lists");
  }

  /** Builds the last publication again on both engines and compares them table by table. */
  public EngineComparison compareEngines() {
    return new EngineComparison(this);
  }

  /**
   * Forgets old publications and deletes what nothing refers to.
   *
   * @throws Failure.Settings where the settings would keep no publication
   */
  public Maintained maintain() {
    int kept = settings.integer("warehouse.kept_publications");
    if (kept < 1) {
      throw new Failure.Settings(
          "warehouse.kept_publications: %d; readers need 1 at least".formatted(kept));
    }
    return store.maintain(kept);
  }

  Publication requirePublication() {
    return lastPublication()
        .orElseThrow(
            () ->
                new Failure.Settings(
                    "nothing is published yet; run 'clientele run nightly --date D' first"));
  }

  /** A request as the last publication's run had it, to build the same again. */
  RunRequest requestOf(Publication publication) {
    return new RunRequest(
            publication.asOf(), publication.runId(), "compare", true, Optional.empty())
        .asRebuild();
  }

  Night night(Publication publication, Store scratch, String engineName) {
    return new Night(settings, scratch, models(), sources(), requestOf(publication), engineName);
  }

  private void closeNight() {
    if (night != null) {
      night.close();
      night = null;
    }
    scratch.run();
    scratch = () -> {};
  }

  @Override
  public void close() {
    closeNight();
    store.close();
  }
}
