package clientele.etl.model;

import clientele.etl.engine.Select;
import clientele.failure.Failure;
import clientele.schema.Check;
import clientele.schema.Column;
import clientele.schema.ColumnType;
import clientele.schema.TableContract;
import clientele.schema.TableKind;
import clientele.yaml.Faults;
import clientele.yaml.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings the rows that sources give for one entity to the entity's contract. A row with a value
 * that does not fit goes to the quarantine with every fault it has; a row after as_of is held back;
 * all others arrive, so that {@code given = staged + quarantined + held back}.
 */
public final class Staging {

  private static final List<String> FAULT_KEY =
      List.of("stage", "source", "table_name", "natural_key", "column_name", "value", "rule");

  /** What rpt_quarantine adds to a fault. */
  private static final Set<String> DECIDED = Set.of("fault_id", "status", "note");

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
          new StagedChanges(workspace, sources, this, plan)
              .stage(entity, quarantineOf(contract, quarantine))
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
    Tested tested = test(entity, sql);
    String relation = tested.relation();
    refuseUnknownUnits(entity, relation);
    Count count =
        workspace.engine().read(workspace.select(sql.count(relation)), Count.class).get(0);
    Staged staged =
        new Staged(
            count.given(),
            count.given() - count.quarantined() - count.heldBack(),
            count.quarantined(),
            count.heldBack(),
            Optional.of(extent));
    boolean hasAside = staged.given() > staged.staged();
    keepAside(
        hasAside,
        quarantineOf(contract, quarantine),
        sql.faults(relation, Set.copyOf(tested.columns())));
    keepAside(hasAside, asideOf(contract), sql.aside(relation));
    refuseTooMany(contract, staged);
    Map<String, String> properties = new HashMap<>(staged.properties());
    properties.put(StagingPlan.CROSSING, Boolean.toString(tested.hasCrossingKeys()));
    workspace.write(
        contract,
        List.of(UNIT),
        workspace.select(sql.staged(relation)),
        plan.properties(properties),
        staged.staged());
    workspace.engine().forget(contract.name() + "__given");
    return staged;
  }

  /**
   * Rows of a unit must come from rows of that unit: else a change would leave some behind.
   *
   * @param units relation with columns {@code source} and {@code unit}
   */
  void refuseOtherUnits(Entity entity, String tested, String units) {
    String sources =
        StagedChanges.withUnits(entity).feeds().stream()
            .map(feed -> "'" + feed.source() + "'")
            .collect(Collectors.joining(", "));
    List<List<String>> others =
        workspace
            .engine()
            .show(
                Select.of(
                    "select source, _unit from (%s) o where source in (%s) order by 1, 2"
                        .formatted(StagedChanges.inUnits(tested, units, false), sources)),
                1)
            .rows();
    if (!others.isEmpty()) {
      String source = others.get(0).get(0);
      String file =
          entity.feeds().stream()
              .filter(feed -> feed.source().equals(source))
              .map(Entity.Feed::file)
              .findFirst()
              .orElse(source);
      throw new Failure.Contract(
          "%s: gives rows of unit '%s' from rows of other units. Mend 'units' of %s in source.yml, or take it out there"
              .formatted(file, others.get(0).get(1), entity.contract().name().replace("stg_", "")));
    }
  }

  private void refuseUnknownUnits(Entity entity, String tested) {
    List<String> selects = new ArrayList<>();
    for (Entity.Feed feed : StagedChanges.withUnits(entity).feeds()) {
      feed.units()
          .orElseThrow()
          .relations()
          .forEach(
              (relation, columns) ->
                  selects.add(
                      "select '%s' as source, %s as unit from %s"
                          .formatted(feed.source(), Units.sql(columns), relation)));
    }
    if (!selects.isEmpty()) {
      String units = entity.contract().name() + "__all_units";
      workspace.engine().define(units, Select.of(String.join("\nunion all\n", selects)));
      refuseOtherUnits(entity, tested, units);
    }
  }

  /**
   * The relation of tested rows, duplicates told, its columns, and whether a key of good rows
   * stands in more than one unit.
   */
  record Tested(String relation, List<String> columns, boolean hasCrossingKeys) {}

  Tested test(Entity entity, StagingSql sql) {
    TableContract contract = entity.contract();
    entity.lookups().forEach(workspace::register);
    String given = contract.name() + "__given";
    keep(given, sql.tested(feeds(entity)), entity);
    List<String> columns =
        workspace.engine().describe(Select.of("select * from " + given)).stream()
            .map(Column::name)
            .toList();
    String released = withReleases(sql, given, columns);
    String duplicates = contract.name() + "__duplicate_key";
    workspace.engine().keep(duplicates, workspace.select(sql.duplicateKeys(released)));
    if (!hasRows("select * from " + duplicates)) {
      return new Tested(released, columns, false);
    }
    return new Tested(
        withoutDuplicates(sql, released, duplicates, contract, columns),
        columns,
        hasRows("select * from %s where is_crossing".formatted(duplicates)));
  }

  boolean hasRows(String sql) {
    return !workspace.engine().show(workspace.select(sql), 1).rows().isEmpty();
  }

  /** A cast in the SQL of a source may refuse a value, before any row can go to the quarantine. */
  private void keep(String name, String sql, Entity entity) {
    try {
      workspace.engine().keep(name, workspace.select(sql));
    } catch (Failure.Contract failure) {
      throw new Failure.Contract(
          "%s: %s. Write try_cast there, and rows with such values go to the quarantine"
              .formatted(
                  entity.feeds().stream().map(Entity.Feed::file).collect(Collectors.joining(", ")),
                  failure.getMessage()));
    }
  }

  /** Lets rows in of which a person released every fault. */
  private String withReleases(StagingSql sql, String given, List<String> columns) {
    Set<String> released = workspace.releasedFaults();
    if (released.isEmpty()) {
      return given;
    }
    String rows = given + "_released_rows";
    workspace
        .engine()
        .keep(rows, workspace.select(sql.released(given, Set.copyOf(columns), released)));
    String relation = given + "_released";
    workspace.engine().define(relation, workspace.select(sql.withReleases(given, rows, columns)));
    return relation;
  }

  private String withoutDuplicates(
      StagingSql sql, String given, String keys, TableContract contract, List<String> columns) {
    String tested = contract.name() + "__tested";
    List<String> carried =
        columns.stream()
            .filter(name -> !name.equals("is_faulty") && !name.equals("is_duplicate"))
            .toList();
    workspace.engine().keep(tested, workspace.select(sql.withDuplicates(given, keys, carried)));
    return tested;
  }

  /** Keeps what is not staged, in a table beside the entity's. */
  void keepAside(boolean hasRows, TableContract aside, String sql) {
    if (hasRows || workspace.rows(aside) > 0) {
      List<Column> hidden =
          aside.columns().stream().anyMatch(UNIT::equals) ? List.of() : List.of(UNIT);
      workspace.write(aside, hidden, workspace.select(sql), Map.of(), 0);
    }
  }

  /** The rows of one entity that are not staged: their keys, and what may bring them in. */
  static TableContract asideOf(TableContract entity) {
    List<Column> columns = new ArrayList<>();
    entity.key().forEach(name -> columns.add(Column.of(name, entity.column(name).type())));
    columns.add(UNIT);
    columns.add(Column.of("_is_quarantined", new ColumnType.BooleanType()));
    columns.add(Column.of("_may_pass", new ColumnType.BooleanType()));
    columns.add(Column.of("_due_at", new ColumnType.TimestampType()));
    return beside(entity, "aside_", entity.key(), columns, "", "");
  }

  void refuseTooMany(TableContract contract, Staged staged) {
    double limit =
        contract
            .quarantinedShare()
            .orElse(
                ((Number) workspace.parameters().get("limits_quarantined_share")).doubleValue());
    if (staged.quarantined() > limit * staged.given()) {
      throw new Failure.Contract(
          "%s: %,d of %,d rows do not fit the contract, more than %s %s allows: %s"
              .formatted(
                  contract.name(),
                  staged.quarantined(),
                  staged.given(),
                  contract.quarantinedShare().isPresent()
                      ? "its quarantined_share"
                      : "limits.quarantined_share",
                  limit,
                  rules(contract)));
    }
  }

  /** The commonest rules that were broken, each with how often and one row that broke it. */
  private String rules(TableContract contract) {
    String faults = contract.name().replaceFirst("^stg_", "quarantined_");
    return workspace
        .engine()
        .show(
            workspace.select(
                """
                select column_name, rule, sum(row_count) as faults, min(source) as source,
                  min(natural_key) as natural_key, min(value) as value
                from %s
                group by column_name, rule
                order by faults desc, column_name, rule
                """
                    .formatted(faults)),
            5)
        .rows()
        .stream()
        .map(
            row ->
                "%s %s (%s times, such as '%s' of %s %s)"
                    .formatted(
                        row.get(0), row.get(1), row.get(2), row.get(5), row.get(3), row.get(4)))
        .collect(Collectors.joining("; "));
  }

  private List<StagingSql.Given> feeds(Entity entity) {
    Faults faults = new Faults();
    List<StagingSql.Given> given = new ArrayList<>();
    for (Entity.Feed feed : entity.feeds()) {
      String relation = entity.contract().name() + "__from_" + feed.source();
      try {
        workspace.engine().define(relation, workspace.select(feed.sql()));
        Map<String, ColumnType> types = new HashMap<>();
        workspace
            .engine()
            .describe(Select.of("select * from " + relation))
            .forEach(column -> types.put(column.name(), column.type()));
        checkColumns(feed, entity.contract(), types, faults);
        given.add(new StagingSql.Given(feed.source(), relation, types, feed.units()));
      } catch (Failure.Settings failure) {
        faults.add(feed.file(), failure.getMessage());
      }
    }
    if (!faults.isEmpty()) {
      throw new Failure.Contract(String.join("\n", faults.lines()));
    }
    return given;
  }

  private static void checkColumns(
      Entity.Feed feed, TableContract contract, Map<String, ColumnType> types, Faults faults) {
    List<String> known =
        contract.columns().stream()
            .map(Column::name)
            .filter(name -> !name.equals("source"))
            .toList();
    List<String> ofUnits = feed.units().map(Units::columns).orElse(List.of());
    for (String name : ofUnits) {
      if (!types.containsKey(name)) {
        faults.add(
            feed.file(),
            "does not give column '%s', by which source.yml tells its units apart".formatted(name));
      }
    }
    for (String name : types.keySet()) {
      if (!known.contains(name) && !ofUnits.contains(name)) {
        faults.add(
            feed.file(),
            "gives column '%s', which %s does not have%s"
                .formatted(name, contract.name(), Nearest.hint(name, known)));
      }
    }
    for (Check check : contract.checks()) {
      if (check instanceof Check.Required required
          && known.contains(required.column())
          && !types.containsKey(required.column())) {
        faults.add(
            feed.file(),
            "does not give column '%s', which %s must have"
                .formatted(required.column(), contract.name()));
      }
    }
  }

  /** The quarantine of one entity: the quarantine's columns under the entity's own name. */
  public static TableContract quarantineOf(TableContract entity, TableContract quarantine) {
    return beside(
        entity,
        "quarantined_",
        FAULT_KEY,
        quarantine.columns().stream().filter(column -> !DECIDED.contains(column.name())).toList(),
        quarantine.grain(),
        quarantine.meaning());
  }

  private static TableContract beside(
      TableContract entity,
      String prefix,
      List<String> key,
      List<Column> columns,
      String grain,
      String meaning) {
    return new TableContract(
        entity.name().replaceFirst("^stg_", prefix),
        entity.layer(),
        entity.folder(),
        grain,
        meaning,
        entity.owner(),
        TableKind.FULL,
        key,
        List.of(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        columns,
        List.of());
  }
}
