package clientele.etl.model;

import clientele.etl.engine.Select;
import clientele.schema.Column;
import clientele.schema.TableContract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Stages the units of an entity that changed: evaluates the feeds over the rows of those units
 * alone, and puts what they give in the place of what the published table has of them. All that was
 * before is read from the last publication, never from the run's branch, so that it may be begun
 * again after a kill between any two commits.
 */
final class StagedChanges {

  private final Workspace workspace;
  private final SourceTables sources;
  private final StagingPlan plan;

  private record Count(long found) {}

  StagedChanges(Workspace workspace, SourceTables sources, StagingPlan plan) {
    this.workspace = workspace;
    this.sources = sources;
    this.plan = plan;
  }

  /** Empty where a key turns out to stand in several units: then all must be staged together. */
  Optional<Staging.Staged> stage(Entity entity, TableContract quarantine) {
    TableContract contract = entity.contract();
    TableContract aside = RowsAside.asideOf(contract);
    String name = contract.name();
    String units = name + "__units";
    workspace.registerPublished(name + "__published", contract, List.of(Staging.UNIT));
    workspace.registerPublished(name + "__aside", aside, List.of());
    workspace.registerPublished(name + "__faults", quarantine, List.of(Staging.UNIT));
    StagingSql sql = new StagingSql(contract);
    workspace.engine().keep(units, workspace.select(units(entity)));
    GivenRows rows = new GivenRows(workspace, restricted(entity, units));
    GivenRows.Tested tested = rows.test(sql);
    new UnitGuard(workspace).refuseOthers(entity, tested.relation(), units);
    if (tested.hasCrossingKeys() || meetsOthers(contract, tested, units)) {
      return Optional.empty();
    }
    String old = name + "__old";
    String now = name + "__now";
    workspace.engine().keep(old, workspace.select(inUnits(name + "__published", units, true)));
    workspace.engine().keep(now, workspace.select(sql.staged(tested.relation())));
    String keptOut = name + "__kept_out";
    workspace
        .engine()
        .keep(
            keptOut,
            workspace.select(
                both(name + "__aside", units, aside.columns(), sql.aside(tested.relation()))));
    Staging.Staged staged = count(contract, old, now, keptOut);
    List<Column> ofFaults = new ArrayList<>(quarantine.columns());
    ofFaults.add(Staging.UNIT);
    RowsAside rowsAside = new RowsAside(workspace);
    boolean hasAside = staged.given() > staged.staged();
    rowsAside.keep(
        hasAside,
        quarantine,
        both(
            name + "__faults",
            units,
            ofFaults,
            sql.faults(tested.relation(), Set.copyOf(tested.columns()))));
    rowsAside.keep(hasAside, aside, "select * from " + keptOut);
    rowsAside.refuseTooMany(contract, staged);
    Map<String, String> properties = new HashMap<>(staged.properties());
    properties.put(StagingPlan.CROSSING, "false");
    new TableRewrite(workspace, contract, List.of(Staging.UNIT), old, now)
        .commit(plan.properties(properties), workspace.rows(contract));
    List.of(old, now, keptOut, units).forEach(workspace.engine()::forget);
    rows.forget();
    return Optional.of(staged);
  }

  private Staging.Staged count(TableContract contract, String old, String now, String keptOut) {
    long staged = workspace.rows(contract) - count(old, "true") + count(now, "true");
    long quarantined = count(keptOut, "_is_quarantined");
    long heldBack = count(keptOut, "not _is_quarantined");
    return new Staging.Staged(
        staged + quarantined + heldBack, staged, quarantined, heldBack, Optional.of(plan.extent()));
  }

  private long count(String relation, String condition) {
    return workspace
        .engine()
        .read(
            Select.of("select count(*) as found from %s where %s".formatted(relation, condition)),
            Count.class)
        .get(0)
        .found();
  }

  /** The units, by source, of all versions of changed rows and of rows that may come in today. */
  private String units(Entity entity) {
    List<String> selects = new ArrayList<>();
    String name = entity.contract().name();
    for (Entity.Feed feed : entity.feeds()) {
      feed.units()
          .ifPresent(
              units ->
                  units
                      .relations()
                      .forEach(
                          (relation, columns) -> {
                            FileChange change = plan.changes().get(relation);
                            if (change != null) {
                              String changed = name + "__changed_" + relation;
                              sources.defineChanged(changed, relation, change);
                              selects.add(
                                  "select '%s' as source, %s as unit from %s"
                                      .formatted(feed.source(), Units.sql(columns), changed));
                            }
                          }));
    }
    selects.add(
        "select source, _unit as unit from %s__aside where %s"
            .formatted(name, StagingPlan.MAY_COME_IN));
    return String.join("\nunion\n", selects);
  }

  /** Feeds without units read nothing that changed: what they gave stays. */
  static Entity withUnits(Entity entity) {
    return new Entity(
        entity.contract(),
        entity.lookups(),
        entity.feeds().stream().filter(feed -> feed.units().isPresent()).toList());
  }

  /**
   * The feeds with units, over the rows of these units alone; other relations that they read stay
   * whole. The restricted ones have names of their own, for other entities are staged meanwhile.
   */
  private Entity restricted(Entity entity, String units) {
    String name = entity.contract().name();
    List<Entity.Feed> feeds = new ArrayList<>();
    for (Entity.Feed feed : withUnits(entity).feeds()) {
      String ofFeed = units + "_" + feed.source();
      workspace
          .engine()
          .define(
              ofFeed,
              Select.of("select unit from %s where source = '%s'".formatted(units, feed.source())));
      Map<String, String> names = new HashMap<>();
      feed.units()
          .orElseThrow()
          .relations()
          .forEach(
              (relation, columns) -> {
                String few = "%s__of_%s".formatted(name, relation);
                sources.defineFew(few, relation, columns, ofFeed);
                names.put(relation, few);
              });
      feeds.add(
          new Entity.Feed(
              feed.source(), feed.file(), SqlNames.renamed(feed.sql(), names), feed.units()));
    }
    return new Entity(entity.contract(), entity.lookups(), feeds);
  }

  /** Whether a row that is to come has the key of one in a unit that did not change. */
  private boolean meetsOthers(TableContract contract, GivenRows.Tested tested, String units) {
    String keys = String.join(", ", contract.key());
    String on =
        contract.key().stream()
            .map(key -> "o.%1$s = g.%1$s".formatted(key))
            .collect(Collectors.joining(" and "));
    return workspace.hasRows(
        """
        select 1 as one
        from (
          select %1$s from (%2$s) p
          union all
          select %1$s from (%3$s) a where not _is_quarantined
        ) o
        join %4$s g on %5$s
        where not g.is_faulty
        """
            .formatted(
                keys,
                inUnits(contract.name() + "__published", units, false),
                inUnits(contract.name() + "__aside", units, false),
                tested.relation(),
                on));
  }

  private static String both(String before, String units, List<Column> columns, String now) {
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    return "select %1$s from (%2$s) b\nunion all\nselect %1$s from (%3$s) n"
        .formatted(names, inUnits(before, units, false), now);
  }

  static String inUnits(String relation, String units, boolean isIn) {
    return "select r.* from %s r where %s exists (select 1 from %s u where u.source = r.source and u.unit = r._unit)"
        .formatted(relation, isIn ? "" : "not", units);
  }
}
