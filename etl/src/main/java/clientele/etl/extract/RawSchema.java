package clientele.etl.extract;

import clientele.failure.Failure;
import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the columns that a source gives with those that its raw table has. */
final class RawSchema {

  private static final Set<Class<?>> GROWING =
      Set.of(
          ColumnType.TimestampType.class,
          ColumnType.DateType.class,
          ColumnType.IntegerType.class,
          ColumnType.BigintType.class,
          ColumnType.DecimalType.class);

  private RawSchema() {}

  /**
   * The columns to load, of the wider type where both differ only in width.
   *
   * @throws Failure.Contract with all columns that are missing or retyped
   */
  static List<Column> settle(String where, List<Column> found, List<Column> raw) {
    List<String> faults = ColumnDrift.between(found, raw).faults();
    if (!faults.isEmpty()) {
      throw new Failure.Contract(
          ("%s: %s. Nothing was loaded. Bring the source's columns back, or give them in"
                  + " source.yml: 'from: select ...' for a database, 'columns' for types of a file; or"
                  + " let the table's rows in without them by 'drift: nulls', or wait by 'drift:"
                  + " quarantine', except for key and watermark; a new meaning needs a table of a new"
                  + " name")
              .formatted(where, String.join("; ", faults)));
    }
    Map<String, ColumnType> types = new LinkedHashMap<>();
    found.forEach(column -> types.put(column.name(), column.type()));
    raw.forEach(known -> types.merge(known.name(), known.type(), RawSchema::wider));
    return types.entrySet().stream()
        .map(entry -> Column.of(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static ColumnType wider(ColumnType left, ColumnType right) {
    if (left instanceof ColumnType.DecimalType a && right instanceof ColumnType.DecimalType b) {
      return a.precision() > b.precision() ? a : b;
    }
    return left instanceof ColumnType.BigintType ? left : right;
  }

  /** Refuses names in source.yml that the table does not have. */
  static void checkNames(
      String where, TableDefinition table, List<Column> found, boolean hasFiles) {
    Map<String, ColumnType> types =
        found.stream().collect(Collectors.toMap(Column::name, Column::type));
    Set<String> keyNames =
        RawColumns.landed(found).stream().map(Column::name).collect(Collectors.toSet());
    List<String> faults = new ArrayList<>();
    for (String name : table.key()) {
      if (!keyNames.contains(name)
          || name.equals("_key")
          || (name.startsWith("_") && !hasFiles && !types.containsKey(name))) {
        faults.add("key names column %s".formatted(name));
      }
    }
    table
        .watermark()
        .filter(name -> !types.containsKey(name))
        .ifPresent(name -> faults.add("watermark names column %s".formatted(name)));
    for (String name : table.columns().keySet()) {
      if (!types.containsKey(name)) {
        faults.add("columns names column %s".formatted(name));
      }
    }
    if (!faults.isEmpty()) {
      throw new Failure.Contract(
          "%s: %s, which the source does not have; it has %s. Mend source.yml"
              .formatted(where, String.join("; ", faults), String.join(", ", types(found))));
    }
    table
        .watermark()
        .filter(name -> !GROWING.contains(types.get(name).getClass()))
        .ifPresent(
            name -> {
              throw new Failure.Contract(
                  ("%s: watermark column %s is %s: it must be a timestamp, a date or a whole"
                          + " number; without 'watermark' the table is read whole")
                      .formatted(where, name, types.get(name).sql()));
            });
  }

  private static List<String> types(List<Column> columns) {
    return columns.stream().map(column -> column.name() + " " + column.type().sql()).toList();
  }
}
