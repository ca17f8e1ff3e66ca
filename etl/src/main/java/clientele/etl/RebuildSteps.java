package clientele.etl;

import clientele.etl.check.TableComparison;
import clientele.etl.engine.Engine;
import clientele.etl.extract.Progress;
import clientele.etl.model.Models;
import clientele.etl.model.Workspace;
import clientele.etl.store.Publication;
import clientele.etl.store.Store;
import clientele.etl.store.TableName;
import clientele.failure.Failure;
import clientele.schema.TableContract;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists the steps of a rebuild: every table again from raw rows in full, compared with what is
 * published. The steps that build, check and publish are those of a night.
 */
final class RebuildSteps {

  private static final int SAMPLES = 3;

  private final Warehouse warehouse;
  private final Night night;
  private final Selection selection;
  private final List<LocalDate> nights;
  private final boolean isAccepted;
  private final Publication published;
  private final List<StepTiming> timings;
  private History history;

  /**
   * @param nights the business dates of the nights there were before the published one
   * @param isAccepted whether what differs is published too
   */
  RebuildSteps(
      Warehouse warehouse,
      Night night,
      Selection selection,
      List<LocalDate> nights,
      boolean isAccepted,
      List<StepTiming> timings) {
    this.warehouse = warehouse;
    this.night = night;
    this.selection = selection;
    this.nights = nights;
    this.isAccepted = isAccepted;
    this.published = warehouse.requirePublication();
    this.timings = timings;
  }

  List<Step> all() {
    NightSteps ofNight = new NightSteps(night, selection, timings);
    List<Step> steps = new ArrayList<>();
    steps.add(ofNight.preparation());
    steps.add(
        ofNight.unlessPublished(
            "go through earlier nights", Step.Kind.BUILD, this::goThroughEarlierNights));
    steps.addAll(ofNight.stagings());
    steps.addAll(ofNight.builds());
    steps.add(
        ofNight.unlessPublished(
            "compare with what is published", Step.Kind.CHECK, progress -> compare()));
    steps.add(ofNight.checks());
    steps.add(ofNight.publication());
    return steps;
  }

  /** Tables that remember go on from what earlier nights left, made from raw rows too. */
  private StepResult goThroughEarlierNights(Progress progress) {
    List<TableContract> tables =
        History.tables(selection.models()).stream()
            .filter(contract -> !night.workspace().isCommitted(contract))
            .toList();
    if (tables.isEmpty()) {
      return NightStep.wasDone(0);
    }
    night.registerRaw();
    history = new History(warehouse, warehouse.store(), published, selection.models());
    int done = 0;
    for (LocalDate date : nights) {
      history.live(date, warehouse.sources());
      done++;
      progress.rows(done);
    }
    tables.forEach(table -> night.workspace().register(table, history.files(table)));
    return NightStep.done(nights.size(), tables.size(), "%d nights".formatted(nights.size()));
  }

  /**
   * @throws Failure.Contract naming every table that differs, by how many rows, with some of them
   */
  private StepResult compare() {
    Engine engine = night.engine();
    List<String> lines = new ArrayList<>();
    int compared = 0;
    for (TableContract contract : warehouse.models().contracts().all()) {
      TableName name = Workspace.nameOf(contract);
      Store store = night.store();
      boolean isThere = published.snapshots().containsKey(name);
      if (Models.isAboutRuns(contract)
          || !isThere
          || !store.isCommitted(name, night.request().branch())) {
        continue;
      }
      engine.register("published_rows", store.files(name, published), contract.columns());
      engine.register(
          "rebuilt_rows", store.files(name, night.request().branch()), contract.columns());
      TableComparison table =
          TableComparison.of(engine, contract, "published_rows", "rebuilt_rows");
      compared++;
      if (!table.isEqual()) {
        lines.add("  " + told(table));
        table
            .samples(engine, contract, "published_rows", "rebuilt_rows", SAMPLES)
            .forEach(sample -> lines.add("    such as " + sample));
      }
    }
    long different = lines.stream().filter(line -> !line.startsWith("    ")).count();
    if (different > 0 && !isAccepted) {
      throw new Failure.Contract(
          "%,d of %,d tables are not what is published; the last publication stays as it is:\n%s\nLook why; '--accept' publishes the rebuilt tables"
              .formatted(different, compared, String.join("\n", lines)));
    }
    return NightStep.done(
        compared,
        compared,
        different == 0
            ? "%,d tables are equal, row for row".formatted(compared)
            : "%,d of %,d tables differ and are accepted: %s"
                .formatted(
                    different, compared, String.join("; ", lines).replaceAll(" +", " ").strip()));
  }

  private static String told(TableComparison table) {
    return "%s: %,d rows published, %,d rebuilt; %,d only published, %,d only rebuilt%s"
        .formatted(
            table.table(),
            table.leftRows(),
            table.rightRows(),
            table.onlyLeft(),
            table.onlyRight(),
            table.differences().isEmpty() ? "" : "; different values in " + table.differences());
  }

  /** Removes what was built on the way. */
  void close() {
    if (history != null) {
      history.close();
      history = null;
    }
  }
}
