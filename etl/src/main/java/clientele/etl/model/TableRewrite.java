package clientele.etl.model;

import clientele.etl.engine.Select;
import clientele.schema.Column;
import clientele.schema.TableContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings a table from the rows that some of its keys had to those that they have now: only files
 * that hold a row which goes are written anew, without it; what comes is a file of its own, or goes
 * with them. Rows that stay as they are, but for volatile columns, are left alone.
 */
final class TableRewrite {

  private static final String PIECES = "pieces";

  /** After so many commits with files of their own all rows are written together. */
  private static final int MOST_PIECES = 30;

  /** Where more than one row in so many moved, they would weigh more than finding them again. */
  private static final int LARGEST_SHARE_KEPT = 5;

  private final Workspace workspace;
  private final TableContract contract;
  private final List<Column> hidden;
  private final String old;
  private final String now;

  private record Count(long rows) {}

  /**
   * @param old relation of the published rows that may go, with file names; the keys are unique
   * @param now relation of the rows that take their place; the keys are unique
   */
  TableRewrite(
      Workspace workspace, TableContract contract, List<Column> hidden, String old, String now) {
    this.workspace = workspace;
    this.contract = contract;
    this.hidden = hidden;
    this.old = old;
    this.now = now;
  }

  /** How many rows went, and how many came. */
  record Moved(long gone, long come) {}

  /** Rewrites and commits; without any difference only the properties are committed. */
  Moved commit(Map<String, String> properties, long rowsBefore) {
    String name = contract.name();
    String gone = name + "__gone";
    String come = name + "__come";
    workspace.engine().keep(gone, workspace.select(onlyIn(old, now)));
    workspace.engine().keep(come, workspace.select(onlyIn(now, old)));
    Moved moved = new Moved(count(gone), count(come));
    Set<String> touched = touched(gone);
    Map<String, String> remembered = new HashMap<>(properties);
    int pieces = pieces(moved);
    Set<String> all = workspace.publishedNames(contract);
    if (pieces > MOST_PIECES) {
      touched = all;
    }
    remembered.put(PIECES, Integer.toString(touched.equals(all) ? 0 : pieces));
    workspace.rewrite(
        contract,
        hidden,
        touched,
        workspace.select(rows(gone, come, touched)),
        remembered,
        rowsBefore - moved.gone() + moved.come());
    if (moved.gone() + moved.come() <= rowsBefore / LARGEST_SHARE_KEPT) {
      workspace.rememberMoved(contract, gone, come);
    } else {
      List.of(gone, come).forEach(workspace.engine()::forget);
    }
    return moved;
  }

  /** The names of the files that hold a row which goes. */
  private Set<String> touched(String gone) {
    return workspace
        .engine()
        .show(Select.of("select distinct _file_name from " + gone), Integer.MAX_VALUE)
        .rows()
        .stream()
        .map(row -> row.get(0))
        .collect(Collectors.toSet());
  }

  /** How many commits have added files of their own since all rows were written together. */
  private int pieces(Moved moved) {
    int before = Integer.parseInt(workspace.properties(contract).getOrDefault(PIECES, "0"));
    return moved.gone() + moved.come() == 0 ? before : before + 1;
  }

  private long count(String relation) {
    return workspace
        .engine()
        .read(Select.of("select count(*) as \"rows\" from " + relation), Count.class)
        .get(0)
        .rows();
  }

  private List<String> columns() {
    return Stream.concat(contract.columns().stream(), hidden.stream()).map(Column::name).toList();
  }

  private String onlyIn(String side, String other) {
    String differs =
        Stream.concat(contract.columns().stream(), hidden.stream())
            .filter(column -> !column.isVolatile())
            .map(column -> "o.%1$s is distinct from s.%1$s".formatted(column.name()))
            .collect(Collectors.joining(" or "));
    return """
    select s.* from %s s
    left join (select *, true as _is_there from %s) o on %s
    where o._is_there is null or %s
    """
        .formatted(side, other, on("o", "s"), differs);
  }

  private String on(String left, String right) {
    return contract.key().stream()
        .map(name -> "%s.%s is not distinct from %s.%s".formatted(left, name, right, name))
        .collect(Collectors.joining(" and "));
  }

  private String rows(String gone, String come, Set<String> touched) {
    String kept = columns().stream().map(name -> "p." + name).collect(Collectors.joining(", "));
    String added = columns().stream().map(name -> "c." + name).collect(Collectors.joining(", "));
    String coming = "select %s from %s c".formatted(added, come);
    if (touched.isEmpty()) {
      return coming;
    }
    String files = contract.name() + "__touched";
    workspace.registerPublished(files, contract, hidden, touched);
    return """
    select %s from %s p
    left join (select *, true as _is_gone from %s) g on %s
    where g._is_gone is null
    union all
    %s
    """
        .formatted(kept, files, gone, on("g", "p"), coming);
  }
}
