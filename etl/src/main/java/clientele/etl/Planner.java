package clientele.etl;

import clientele.etl.extract.ExtractPlan;
import clientele.etl.extract.ExtractRun;
import clientele.etl.extract.SourceDefinition;
import clientele.etl.extract.Sources;
import clientele.etl.extract.TableDefinition;
import clientele.etl.model.Entity;
import clientele.etl.model.Extent;
import clientele.etl.model.Model;
import clientele.etl.model.Models;
import clientele.etl.model.Workspace;
import clientele.etl.settings.Settings;
import clientele.etl.store.Store;
import clientele.etl.store.TableName;
import clientele.schema.TableContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what a run would do, and does nothing. */
public final class Planner {

  private final Settings settings;
  private final Optional<Store> store;

  /**
   * @param store as the run's date sees it; empty before the first night, whose planning must not
   *     make one
   */
  public Planner(Settings settings, Optional<Store> store) {
    this.settings = settings;
    this.store = store;
  }

  /** The steps that read and build, in their order; the sources are only asked for counts. */
  public List<PlannedStep> plan(RunRequest request) {
    Models models = Models.read(settings.project());
    List<SourceDefinition> sources = Sources.read(settings.project(), models.entities());
    Selection selection = Selection.of(models, sources, request.select());
    Optional<Night> night =
        store.map(
            there -> new Night(settings, there, models, sources, request, settings.text("engine")));
    List<PlannedStep> steps = new ArrayList<>();
    for (SourceDefinition source : selection.sources()) {
      for (TableDefinition table : source.tables()) {
        steps.add(extract(source, table, request));
      }
    }
    boolean isRead = steps.stream().noneMatch(Planner::willRead);
    for (Entity entity : selection.entities()) {
      steps.add(
          build("stage", entity.contract(), night.map(run -> run.extent(entity)), request, isRead));
    }
    for (Model model : selection.models()) {
      steps.add(
          build("build", model.contract(), night.map(run -> run.extent(model)), request, isRead));
    }
    night.ifPresent(Night::close);
    return List.copyOf(steps);
  }

  private PlannedStep extract(SourceDefinition source, TableDefinition table, RunRequest request) {
    ExtractPlan plan =
        ExtractPlan.of(
            store,
            source,
            table,
            new ExtractRun(
                request.asOf(), request.runId(), request.branch(), request.allowEmpty()));
    return new PlannedStep(
        "extract %s.%s".formatted(source.name(), table.name()),
        Step.Kind.EXTRACT,
        switch (plan.reading()) {
          case DONE_BEFORE -> PlannedStep.Work.DONE_BEFORE;
          case NOTHING -> PlannedStep.Work.NOTHING;
          case CHANGES -> PlannedStep.Work.CHANGES;
          case WHOLE -> PlannedStep.Work.WHOLE;
        },
        plan.rows(),
        plan.reason());
  }

  private static boolean willRead(PlannedStep extract) {
    return switch (extract.work()) {
      case WHOLE, CHANGES -> true;
      case NOTHING, DONE_BEFORE -> false;
    };
  }

  /**
   * @param isRead whether the sources have been read already, so that their changes are known
   */
  private PlannedStep build(
      String verb,
      TableContract contract,
      Optional<Extent> extent,
      RunRequest request,
      boolean isRead) {
    String step = "%s %s".formatted(verb, contract.name());
    if (store.isEmpty() || extent.isEmpty()) {
      return new PlannedStep(
          step, Step.Kind.BUILD, PlannedStep.Work.WHOLE, Optional.empty(), "never made before");
    }
    TableName table = Workspace.nameOf(contract);
    Optional<Long> rows =
        store.get().tables().contains(table)
            ? Optional.of(store.get().rows(table, request.branch()))
            : Optional.empty();
    if (store.get().isCommitted(table, request.branch())) {
      return new PlannedStep(
          step, Step.Kind.BUILD, PlannedStep.Work.DONE_BEFORE, rows, "made already by this run");
    }
    if (extent.get().kind() == Extent.Kind.UNCHANGED && !isRead) {
      return new PlannedStep(
          step,
          Step.Kind.BUILD,
          PlannedStep.Work.CHANGES,
          rows,
          "only what changes in what it is made from");
    }
    PlannedStep.Work work =
        switch (extent.get().kind()) {
          case FULL -> PlannedStep.Work.WHOLE;
          case CHANGES -> PlannedStep.Work.CHANGES;
          case UNCHANGED -> PlannedStep.Work.NOTHING;
        };
    return new PlannedStep(step, Step.Kind.BUILD, work, rows, extent.get().reason());
  }
}
