package clientele.etl.extract;

import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the columns of a source differ from those that its raw table has.
 *
 * @param missing as the raw table has them
 * @param retyped those that differ in more than width
 * @param added that the raw table does not have yet; none where there is no raw table
 */
record ColumnDrift(List<Column> missing, List<Retyped> retyped, List<Column> added) {

  /**
   * @param column as the raw table has it
   */
  record Retyped(Column column, ColumnType now) {}

  static ColumnDrift between(List<Column> found, List<Column> raw) {
    Map<String, Column> byName = byName(found);
    Map<String, Column> known = byName(raw);
    List<Column> missing = new ArrayList<>();
    List<Retyped> retyped = new ArrayList<>();
    for (Column column : raw) {
      Column now = byName.get(column.name());
      if (now == null) {
        missing.add(column);
      } else if (!differOnlyInWidth(now.type(), column.type())) {
        retyped.add(new Retyped(column, now.type()));
      }
    }
    List<Column> added =
        raw.isEmpty()
            ? List.of()
            : found.stream().filter(column -> !known.containsKey(column.name())).toList();
    return new ColumnDrift(missing, retyped, added);
  }

  private static Map<String, Column> byName(List<Column> columns) {
    return columns.stream().collect(Collectors.toMap(Column::name, Function.identity()));
  }

  static boolean differOnlyInWidth(ColumnType left, ColumnType right) {
    return left.equals(right)
        || (isWhole(left) && isWhole(right))
        || (left instanceof ColumnType.DecimalType a
            && right instanceof ColumnType.DecimalType b
            && a.scale() == b.scale());
  }

  private static boolean isWhole(ColumnType type) {
    return type instanceof ColumnType.IntegerType || type instanceof ColumnType.BigintType;
  }

  /** What is missing or retyped, each with the new column that may be the same by another name. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (Column column : missing) {
      faults.add(
          "column %s is missing; the raw table has it as %s%s"
              .formatted(
                  column.name(),
                  column.type().sql(),
                  renamed(column).map(now -> ", perhaps it is %s now".formatted(now)).orElse("")));
    }
    for (Retyped change : retyped) {
      faults.add(
          "column %s is now %s and was %s"
              .formatted(change.column().name(), change.now().sql(), change.column().type().sql()));
    }
    return faults;
  }

  /** The only new column of the type of the only one of this type that is missing. */
  private Optional<String> renamed(Column lost) {
    List<Column> alike =
        added.stream().filter(column -> differOnlyInWidth(column.type(), lost.type())).toList();
    long lostAlike =
        missing.stream().filter(column -> differOnlyInWidth(column.type(), lost.type())).count();
    return alike.size() == 1 && lostAlike == 1
        ? Optional.of(alike.get(0).name())
        : Optional.empty();
  }

  /** What a person should know although the rows come in, with the line to add; often nothing. */
  List<String> notes(TableDefinition table) {
    List<String> notes = new ArrayList<>();
    for (Column column : added) {
      notes.add(
          "new column %1$s is kept raw; to fix its type write 'columns: {%1$s: %2$s}' in source.yml, to use it select it in an entity's SQL"
              .formatted(column.name(), column.type().sql()));
    }
    faults()
        .forEach(
            fault ->
                notes.add(
                    table.drift() == Drift.NULLS
                        ? fault + ": null where it has no such value"
                        : fault + ": rows without such a value go to quarantine"));
    return notes;
  }
}
