package clientele.etl;

import clientele.etl.extract.Progress;
import clientele.etl.extract.SourceDefinition;
import clientele.etl.extract.TableDefinition;
import clientele.etl.extract.TableExtract;
import clientele.etl.model.Entity;
import clientele.etl.model.Extent;
import clientele.etl.model.Model;
import clientele.etl.model.ModelBuilder;
import clientele.etl.model.Staging;
import clientele.schema.Layer;
import clientele.schema.TableContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists the steps of one night, in their order. */
final class NightSteps {

  private final Night night;
  private final Selection selection;
  private final List<StepTiming> timings;

  /**
   * @param timings the steps that are done so far, filled while the night goes on
   */
  NightSteps(Night night, Selection selection, List<StepTiming> timings) {
    this.night = night;
    this.selection = selection;
    this.timings = timings;
  }

  List<Step> all() {
    List<Step> steps = new ArrayList<>();
    steps.add(preparation());
    steps.add(unlessPublished("look at the sources", Step.Kind.EXTRACT, progress -> look()));
    selection.sources().forEach(source -> steps.addAll(extractions(source)));
    steps.add(
        unlessPublished(
            "freshness",
            Step.Kind.CHECK,
            progress -> new FreshnessCheck(night, selection.sources()).run()));
    steps.addAll(stagings());
    steps.add(
        unlessPublished(
            "compare with the date", Step.Kind.CHECK, progress -> new DateCheck(night).run()));
    steps.addAll(builds());
    steps.add(
        unlessPublished(
            "record the lists",
            Step.Kind.BUILD,
            progress -> new ListRecord(night, selection).write()));
    steps.add(
        unlessPublished(
            "reconcile", Step.Kind.CHECK, progress -> new Reconciliation(night, selection).run()));
    steps.add(checks());
    steps.add(publication());
    return steps;
  }

  Step preparation() {
    return new NightStep("prepare", Step.Kind.EXTRACT, progress -> prepare());
  }

  /** One table after another, beside those of other sources. */
  private List<Step> extractions(SourceDefinition source) {
    List<Step> steps = new ArrayList<>();
    Set<String> before = Set.of();
    for (TableDefinition table : source.tables()) {
      Step step =
          unlessPublished(
                  "extract %s.%s".formatted(source.name(), table.name()),
                  Step.Kind.EXTRACT,
                  progress -> extract(source, table, progress))
              .reading(before);
      steps.add(step);
      before = Set.of(step.name());
    }
    return steps;
  }

  List<Step> stagings() {
    return selection.entities().stream()
        .<Step>map(
            entity ->
                unlessPublished(
                        nameOfStaging(entity.contract()),
                        Step.Kind.BUILD,
                        progress -> stage(entity))
                    .reading(stepsOfLookups(entity)))
        .toList();
  }

  private static Set<String> stepsOfLookups(Entity entity) {
    return entity.lookups().stream().map(NightSteps::nameOfStaging).collect(Collectors.toSet());
  }

  List<Step> builds() {
    return selection.models().stream()
        .<Step>map(
            model ->
                unlessPublished(nameOfBuild(model), Step.Kind.BUILD, progress -> build(model))
                    .reading(stepsOfInputs(model)))
        .toList();
  }

  private Set<String> stepsOfInputs(Model model) {
    Stream<String> staged =
        selection.entities().stream()
            .map(Entity::contract)
            .filter(entity -> model.inputs().contains(entity.name()))
            .map(NightSteps::nameOfStaging);
    Stream<String> built =
        selection.models().stream()
            .filter(other -> model.inputs().contains(other.name()))
            .map(NightSteps::nameOfBuild);
    return Stream.concat(staged, built).collect(Collectors.toSet());
  }

  private static String nameOfStaging(TableContract entity) {
    return "stage " + entity.name();
  }

  private static String nameOfBuild(Model model) {
    return "build " + model.name();
  }

  Step checks() {
    Records records = new Records(night, selection, timings);
    return unlessPublished("check", Step.Kind.CHECK, progress -> records.check());
  }

  Step publication() {
    return new NightStep("publish", Step.Kind.PUBLISH, progress -> publish());
  }

  NightStep unlessPublished(String name, Step.Kind kind, Function<Progress, StepResult> work) {
    return new NightStep(
        name, kind, progress -> night.isPublished() ? NightStep.wasDone(0) : work.apply(progress));
  }

  private StepResult prepare() {
    if (!night.isPublished()) {
      night.store().prepare(night.request().branch());
    }
    return NightStep.done(0, 0);
  }

  private StepResult look() {
    return NightStep.done(0, 0, String.join("; ", night.look(selection.sources())));
  }

  private StepResult extract(SourceDefinition source, TableDefinition table, Progress progress) {
    boolean wasDone = night.isExtracted(source, table);
    TableExtract extract = night.extract(source, table, progress);
    return new StepResult(
        extract.read(),
        extract.loaded(),
        Map.of(
            "unchanged", extract.unchanged(),
            "quarantined", extract.quarantined(),
            "deleted", extract.deleted()),
        extract.quarantined() > 0 ? "%,d rows quarantined".formatted(extract.quarantined()) : "",
        wasDone);
  }

  private StepResult stage(Entity entity) {
    night.registerRaw();
    TableContract quarantine = night.models().contracts().require("rpt_quarantine");
    Staging.Staged staged = night.staging().stage(entity, quarantine);
    return new StepResult(
        staged.given(),
        staged.staged(),
        Map.of("quarantined", staged.quarantined(), "held_back", staged.heldBack()),
        (staged.quarantined() > 0 ? "%,d rows quarantined".formatted(staged.quarantined()) : "")
            + staged.extent().map(NightSteps::told).orElse(""),
        staged.extent().isEmpty());
  }

  /** On a line of its own, so that the end of a night does not tell it of every table. */
  private static String told(Extent extent) {
    return switch (extent.kind()) {
      case FULL -> "\nwhole: " + extent.reason();
      case CHANGES -> "\nwhat changed: " + extent.reason();
      case UNCHANGED -> "\nunchanged";
    };
  }

  private StepResult build(Model model) {
    ModelBuilder.Built built = night.builder().build(model);
    long read =
        model.inputs().stream()
            .map(night.models().contracts()::require)
            .filter(
                contract ->
                    contract.layer() != Layer.REPORTS || model.contract().layer() == Layer.REPORTS)
            .mapToLong(night.workspace()::rows)
            .sum();
    return new StepResult(read, built.rows(), Map.of(), told(built.extent()), built.wasDone());
  }

  private StepResult publish() {
    RunRequest request = night.request();
    if (night.isPublished()) {
      return NightStep.wasDone(0);
    }
    var publication = night.store().publish(request.branch(), request.runId(), request.asOf());
    return NightStep.done(0, 0, "publication %d".formatted(publication.id()));
  }
}
