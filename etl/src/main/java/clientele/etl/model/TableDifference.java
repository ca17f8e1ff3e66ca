package clientele.etl.model;

import clientele.etl.engine.Select;
import clientele.schema.Column;
import clientele.schema.TableContract;
import clientele.schema.TableKind;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows that went from a table or came to it between two states of its files. */
final class TableDifference {

  /** A version's end moves when another follows it: that alone changes nothing before. */
  private static final Set<String> ENDS = Set.of("valid_to", "is_current");

  private final Workspace workspace;
  private final TableContract contract;
  private final FileChange change;
  private final String gone;
  private final String come;
  private final boolean isKnown;

  /**
   * @param asking the table that is to be made, for names that no other uses
   */
  TableDifference(Workspace workspace, String asking, TableContract contract, FileChange change) {
    this.workspace = workspace;
    this.contract = contract;
    this.change = change;
    Optional<MovedRows> moved = workspace.moved(contract, change);
    this.isKnown = moved.isPresent();
    this.gone =
        moved.map(MovedRows::gone).orElse("%s__gone_of_%s".formatted(asking, contract.name()));
    this.come =
        moved.map(MovedRows::come).orElse("%s__come_of_%s".formatted(asking, contract.name()));
  }

  /** Whether a row differs, but for volatile columns. */
  boolean isAny() {
    register();
    return workspace.hasRows(rows());
  }

  /**
   * Keeps the rows that differ under a name. Those of a type 2 table are one row a version: its
   * natural key, and {@code changed_from}, the moment from which it differs.
   */
  void keep(String name) {
    register();
    workspace
        .engine()
        .keep(name, Select.of(contract.kind() == TableKind.TYPE2 ? versions() : rows()));
  }

  private void register() {
    if (isKnown) {
      return;
    }
    workspace.register(gone, change.gone(), contract.columns());
    workspace.register(come, change.come(), contract.columns());
  }

  private String columns() {
    return contract.columns().stream()
        .filter(column -> !column.isVolatile())
        .map(Column::name)
        .collect(Collectors.joining(", "));
  }

  private String rows() {
    if (isKnown) {
      return "select %1$s from %2$s union all select %1$s from %3$s"
          .formatted(columns(), gone, come);
    }
    return """
    (select %1$s from %2$s except select %1$s from %3$s)
    union all
    (select %1$s from %3$s except select %1$s from %2$s)\
    """
        .formatted(columns(), gone, come);
  }

  private String versions() {
    String key = contract.key().get(0);
    String differs =
        contract.columns().stream()
            .filter(column -> !column.isVolatile() && !ENDS.contains(column.name()))
            .map(column -> "g.%1$s is distinct from c.%1$s".formatted(column.name()))
            .collect(Collectors.joining(" or "));
    String natural =
        contract.naturalKey().stream()
            .map(name -> "coalesce(g.%1$s, c.%1$s) as %1$s".formatted(name))
            .collect(Collectors.joining(", "));
    return """
    select %1$s,
      case
        when g.%2$s is null then c.valid_from
        when c.%2$s is null then g.valid_from
        when %3$s then least(g.valid_from, c.valid_from)
        else least(g.valid_to, c.valid_to)
      end as changed_from
    from %4$s g
    full join %5$s c on c.%2$s = g.%2$s
    where g.%2$s is null or c.%2$s is null or %3$s
      or g.valid_to is distinct from c.valid_to\
    """
        .formatted(natural, key, differs, gone, come);
  }
}
