package clientele.etl.model;

import clientele.schema.Check;
import clientele.schema.TableContract;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds how much of an entity's staging table a run must make. */
final class StagingPlan {

  /** Whether a key stands in several units: then what one unit gives depends on another. */
  static final String CROSSING = "crossing_keys";

  static final String CROSSING_KEYS = "a key stands in several units";

  private final Workspace workspace;
  private final SourceTables sources;
  private final Entity entity;
  private final TableContract contract;
  private final Map<String, FileChange> changes = new LinkedHashMap<>();
  private Extent extent;

  StagingPlan(Workspace workspace, SourceTables sources, Entity entity) {
    this.workspace = workspace;
    this.sources = sources;
    this.entity = entity;
    this.contract = entity.contract();
  }

  Extent extent() {
    if (extent == null) {
      extent = reasonForFull().map(Extent::full).orElseGet(this::partial);
    }
    return extent;
  }

  /** How the relations that a feed reads differ from what the published table was made from. */
  Map<String, FileChange> changes() {
    return changes;
  }

  /** What the commit is to remember. */
  Map<String, String> properties(Map<String, String> counts) {
    Map<String, Long> inputs = new LinkedHashMap<>();
    for (String relation : relations()) {
      OptionalLong snapshot = sources.snapshot(relation);
      snapshot.ifPresent(id -> inputs.put(relation, id));
    }
    return workspace.isGround() && inputs.size() == relations().size()
        ? Recipe.properties(madeBy(), workspace.parameters().get("as_of"), inputs, counts)
        : counts;
  }

  private Set<String> relations() {
    Set<String> relations = new TreeSet<>();
    entity.feeds().forEach(feed -> relations.addAll(relations(feed)));
    return relations;
  }

  private Set<String> relations(Entity.Feed feed) {
    return SqlNames.mentioned(feed.sql(), sources.names());
  }

  private String madeBy() {
    List<Object> parts = new ArrayList<>();
    parts.add(workspace.engine().name());
    parts.add(contract);
    parts.add(entity.feeds());
    parts.add(workspace.settings());
    parts.add(new TreeSet<>(workspace.releasedFaults()));
    relations().forEach(relation -> parts.add(sources.columns(relation)));
    entity.lookups().forEach(workspace::register);
    contract.lookups().forEach(truth -> parts.add(looked(truth)));
    return Recipe.digest(parts);
  }

  /** All that the check can find. */
  private List<List<String>> looked(Check.LookedUpTruth truth) {
    return workspace
        .engine()
        .show(
            workspace.select("select * from (%s) looked".formatted(truth.rows())),
            Integer.MAX_VALUE)
        .rows()
        .stream()
        .sorted(Comparator.comparing(List::toString))
        .toList();
  }

  private Optional<String> reasonForFull() {
    Map<String, String> made = workspace.properties(contract);
    List<Supplier<Optional<String>>> reasons =
        List.of(
            () -> workspace.madeWhole().map(MadeWhole::reason),
            () -> when(made.isEmpty(), "there is nothing yet"),
            () -> when(!Recipe.isKnown(made), "nothing is known of how it was made"),
            () -> when(!Recipe.isMadeBy(made, madeBy()), "SQL, contract or settings changed"),
            () -> when(!Recipe.isNotAfter(made, asOf()), "the business date went back"),
            () -> dated().map(what -> what + " depends on the business date"),
            () -> when("true".equals(made.get(CROSSING)), CROSSING_KEYS),
            () -> changed(made));
    return reasons.stream().map(Supplier::get).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> when(boolean condition, String reason) {
    return condition ? Optional.of(reason) : Optional.empty();
  }

  private LocalDate asOf() {
    return (LocalDate) workspace.parameters().get("as_of");
  }

  private Optional<String> dated() {
    for (Entity.Feed feed : entity.feeds()) {
      if (Recipe.isDated(feed.sql())) {
        return Optional.of(feed.file());
      }
    }
    return contract.checks().stream()
        .filter(Check.RowTruth.class::isInstance)
        .map(Check.RowTruth.class::cast)
        .filter(check -> Recipe.isDated(check.expression()))
        .map(check -> "check " + check.name())
        .findFirst();
  }

  private Optional<String> changed(Map<String, String> made) {
    Map<String, Long> inputs = Recipe.inputs(made);
    if (!inputs.keySet().equals(relations())) {
      return Optional.of("it reads other tables than before");
    }
    Set<String> withoutUnits = new LinkedHashSet<>();
    for (Map.Entry<String, Long> input : inputs.entrySet()) {
      Optional<FileChange> change = sources.since(input.getKey(), input.getValue());
      if (change.isEmpty()) {
        return Optional.of("what it was made from has expired: " + input.getKey());
      } else if (!change.get().isEmpty()) {
        changes.put(input.getKey(), change.get());
        if (!hasUnits(input.getKey())) {
          withoutUnits.add(input.getKey());
        }
      }
    }
    return withoutUnits.isEmpty()
        ? Optional.empty()
        : Optional.of(
            withoutUnits.stream()
                    .map(name -> name.replace("__", "."))
                    .collect(Collectors.joining(", "))
                + " changed");
  }

  /** Whether every feed that reads the relation knows the unit of its rows. */
  private boolean hasUnits(String relation) {
    return entity.feeds().stream()
        .filter(feed -> relations(feed).contains(relation))
        .allMatch(
            feed ->
                feed.units().filter(units -> units.relations().containsKey(relation)).isPresent());
  }

  private Extent partial() {
    boolean mayComeIn = hasRowsThatMayComeIn();
    if (changes.isEmpty() && !mayComeIn) {
      return Extent.unchanged("nothing that it is made from changed");
    } else if (mayComeIn && entity.feeds().stream().anyMatch(feed -> feed.units().isEmpty())) {
      return Extent.full("rows that were kept out may come in today");
    }
    String changed =
        changes.keySet().stream()
            .map(name -> name.replace("__", "."))
            .collect(Collectors.joining(", "));
    return Extent.changes(
        changes.isEmpty() ? "rows that were kept out may come in today" : changed + " changed");
  }

  private boolean hasRowsThatMayComeIn() {
    TableContract aside = RowsAside.asideOf(contract);
    String relation = contract.name() + "__aside";
    return workspace.registerPublished(relation, aside, List.of())
        && workspace.hasRows("select 1 as one from %s where %s".formatted(relation, MAY_COME_IN));
  }

  /** Of a row that was kept out: whether today may be its day. */
  static final String MAY_COME_IN = "(_may_pass or coalesce(_due_at < :as_of_end, false))";
}
