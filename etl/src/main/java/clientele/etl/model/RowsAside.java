package clientele.etl.model;

import clientele.failure.Failure;
import clientele.schema.Column;
import clientele.schema.ColumnType;
import clientele.schema.TableContract;
import clientele.schema.TableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** What is not staged of an entity: its quarantine and the rows that may come in one day. */
public final class RowsAside {

  private static final List<String> FAULT_KEY =
      List.of("stage", "source", "table_name", "natural_key", "column_name", "value", "rule");

  /** What rpt_quarantine adds to a fault. */
  private static final Set<String> DECIDED = Set.of("fault_id", "status", "note");

  private final Workspace workspace;

  RowsAside(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Keeps what is not staged, in a table beside the entity's. */
  void keep(boolean hasRows, TableContract aside, String sql) {
    if (hasRows || workspace.rows(aside) > 0) {
      List<Column> hidden =
          aside.columns().stream().anyMatch(Staging.UNIT::equals)
              ? List.of()
              : List.of(Staging.UNIT);
      workspace.write(aside, hidden, workspace.select(sql), Map.of(), 0);
    }
  }

  /** The rows of one entity that are not staged: their keys, and what may bring them in. */
  static TableContract asideOf(TableContract entity) {
    List<Column> columns = new ArrayList<>();
    entity.key().forEach(name -> columns.add(Column.of(name, entity.column(name).type())));
    columns.add(Staging.UNIT);
    columns.add(Column.of("_is_quarantined", new ColumnType.BooleanType()));
    columns.add(Column.of("_may_pass", new ColumnType.BooleanType()));
    columns.add(Column.of("_due_at", new ColumnType.TimestampType()));
    return beside(entity, "aside_", entity.key(), columns, "", "");
  }

  void refuseTooMany(TableContract contract, Staging.Staged staged) {
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
