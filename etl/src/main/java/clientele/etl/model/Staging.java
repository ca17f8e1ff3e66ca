package clientele.etl.model;

import clientele.schema.Column;
import clientele.schema.ColumnType;
import clientele.schema.TableContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the rows that sources give for one entity to the entity's contract. A row with a value
 * that does not fit goes to the quarantine with every fault it has; a row after as_of is held back;
 * all others arrive, so that {@code given = staged + quarantined + held back}.
 */
public final class Staging {

  static final Column UNIT = Column.of("_unit", new ColumnType.VarcharType());

  private final Workspace workspace;
  private final SourceTables sources;

  /** Stages from relations of which nothing is known: always in full. */
  public Staging(Workspace workspace) {
    this(workspace, SourceTables.unknown());
  }

  public Staging(Workspace workspace, SourceTables sources) {
    this.workspace = workspace;
    this.sources = sources;
  }

  /** How much of an entity's table is made, as far as its inputs are here already. */
  public Extent extent(Entity entity) {
    return new StagingPlan(workspace, sources, entity).extent();
  }

  /**
   * Where the rows of one entity went.
   *
   * @param extent how much of its table was made; empty where an earlier attempt had made it
   */
  public record Staged(
      long given, long staged, long quarantined, long heldBack, Optional<Extent> extent) {

    private static final List<String> NAMES =
        List.of("given", "staged", "quarantined", "held_back");

    Map<String, String> properties() {
      return Map.of(
          NAMES.get(0), Long.toString(given),
          NAMES.get(1), Long.toString(staged),
          NAMES.get(2), Long.toString(quarantined),
          NAMES.get(3), Long.toString(heldBack));
    }

    static Staged of(Map<String, String> properties, Optional<Extent> extent) {
      List<Long> values = NAMES.stream().map(name -> Long.valueOf(properties.get(name))).toList();
      return new Staged(values.get(0), values.get(1), values.get(2), values.get(3), extent);
    }
  }

  private record Count(long given, long quarantined, long heldBack) {}

  /**
   * Stages one entity, unless the run's branch has it already. Relations that the SELECTs of the
   * sources name must be readable on the engine.
   *
   * @param quarantine the contract of quarantined rows; this entity's are kept in a table beside it
   */
  public Staged stage(Entity entity, TableContract quarantine) {
    TableContract contract = entity.contract();
    if (workspace.isCommitted(contract)) {
      return staged(entity);
    }
    StagingPlan plan = new StagingPlan(workspace, sources, entity);
    return switch (plan.extent().kind()) {
      case UNCHANGED -> Staged.of(workspace.properties(contract), Optional.of(plan.extent()));
      case CHANGES ->
          new StagedChanges(workspace, sources, plan)
              .stage(entity, RowsAside.quarantineOf(contract, quarantine))
              .orElseGet(
                  () -> stageAll(entity, quarantine, plan, Extent.full(StagingPlan.CROSSING_KEYS)));
      case FULL -> stageAll(entity, quarantine, plan, plan.extent());
    };
  }

  /** Where the rows of an entity went that is staged already. */
  public Staged staged(Entity entity) {
    return Staged.of(workspace.properties(entity.contract()), Optional.empty());
  }

  private Staged stageAll(
      Entity entity, TableContract quarantine, StagingPlan plan, Extent extent) {
    TableContract contract = entity.contract();
    StagingSql sql = new StagingSql(contract);
    GivenRows rows = new GivenRows(workspace, entity);
    GivenRows.Tested tested = rows.test(sql);
    String relation = tested.relation();
    new UnitGuard(workspace).refuseUnknown(entity, relation);
    Count count =
        workspace.engine().read(workspace.select(sql.count(relation)), Count.class).get(0);
    Staged staged =
        new Staged(
            count.given(),
            count.given() - count.quarantined() - count.heldBack(),
            count.quarantined(),
            count.heldBack(),
            Optional.of(extent));
    RowsAside rowsAside = new RowsAside(workspace);
    boolean hasAside = staged.given() > staged.staged();
    rowsAside.keep(
        hasAside,
        RowsAside.quarantineOf(contract, quarantine),
        sql.faults(relation, Set.copyOf(tested.columns())));
    rowsAside.keep(hasAside, RowsAside.asideOf(contract), sql.aside(relation));
    rowsAside.refuseTooMany(contract, staged);
    Map<String, String> properties = new HashMap<>(staged.properties());
    properties.put(StagingPlan.CROSSING, Boolean.toString(tested.hasCrossingKeys()));
    workspace.write(
        contract,
        List.of(UNIT),
        workspace.select(sql.staged(relation)),
        plan.properties(properties),
        staged.staged());
    rows.forget();
    return staged;
  }
}
