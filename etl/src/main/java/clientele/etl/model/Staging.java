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

  private final Workspace workspace;

  public Staging(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Where the rows of one entity went. */
  public record Staged(long given, long staged, long quarantined, long heldBack, boolean wasDone) {

    private static final List<String> NAMES =
        List.of("given", "staged", "quarantined", "held_back");

    Map<String, String> properties() {
      return Map.of(
          NAMES.get(0), Long.toString(given),
          NAMES.get(1), Long.toString(staged),
          NAMES.get(2), Long.toString(quarantined),
          NAMES.get(3), Long.toString(heldBack));
    }

    static Staged of(Map<String, String> properties) {
      List<Long> values = NAMES.stream().map(name -> Long.valueOf(properties.get(name))).toList();
      return new Staged(values.get(0), values.get(1), values.get(2), values.get(3), true);
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
      return Staged.of(workspace.properties(contract));
    }
    StagingSql sql = new StagingSql(contract);
    String given = contract.name() + "__given";
    keep(given, sql.tested(feeds(entity)), entity);
    List<String> columns =
        workspace.engine().describe(Select.of("select * from " + given)).stream()
            .map(Column::name)
            .toList();
    String tested = withoutDuplicates(sql, withReleases(sql, given, columns), contract, columns);
    Count count = workspace.engine().read(workspace.select(sql.count(tested)), Count.class).get(0);
    Staged staged =
        new Staged(
            count.given(),
            count.given() - count.quarantined() - count.heldBack(),
            count.quarantined(),
            count.heldBack(),
            false);
    keepFaults(sql, tested, quarantineOf(contract, quarantine), staged, columns);
    refuseTooMany(contract, staged);
    workspace.write(contract, workspace.select(sql.staged(tested)), staged.properties());
    workspace.engine().forget(given);
    return staged;
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
      StagingSql sql, String given, TableContract contract, List<String> columns) {
    String keys = contract.name() + "__duplicate_key";
    workspace.engine().keep(keys, workspace.select(sql.duplicateKeys(given)));
    if (workspace.engine().show(Select.of("select * from " + keys), 1).rows().isEmpty()) {
      return given;
    }
    String tested = contract.name() + "__tested";
    List<String> carried =
        columns.stream()
            .filter(name -> !name.equals("is_faulty") && !name.equals("is_duplicate"))
            .toList();
    workspace.engine().keep(tested, workspace.select(sql.withDuplicates(given, keys, carried)));
    return tested;
  }

  private void keepFaults(
      StagingSql sql, String tested, TableContract refused, Staged staged, List<String> columns) {
    if (staged.quarantined() > 0 || workspace.rows(refused) > 0) {
      workspace.write(refused, workspace.select(sql.faults(tested, Set.copyOf(columns))), Map.of());
    }
  }

  private void refuseTooMany(TableContract contract, Staged staged) {
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
        given.add(new StagingSql.Given(feed.source(), relation, types));
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
    for (String name : types.keySet()) {
      if (!known.contains(name)) {
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
    return new TableContract(
        entity.name().replaceFirst("^stg_", "quarantined_"),
        entity.layer(),
        entity.folder(),
        quarantine.grain(),
        quarantine.meaning(),
        quarantine.owner(),
        TableKind.FULL,
        FAULT_KEY,
        List.of(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        quarantine.columns().stream().filter(column -> !DECIDED.contains(column.name())).toList(),
        List.of());
  }
}
