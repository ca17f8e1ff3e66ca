package clientele.etl.check;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.schema.Column;
import clientele.schema.ColumnType.DoubleType;
import clientele.schema.TableContract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one table, built in two ways, has in common: rows are matched by the contract's key, doubles
 * are equal within 1e-9 of the larger one, all else exactly. Columns that the contract calls
 * volatile are left out.
 *
 * @param differences rows with different values, by column; only columns that have some
 */
public record TableComparison(
    String table,
    long leftRows,
    long rightRows,
    long onlyLeft,
    long onlyRight,
    Map<String, Long> differences) {

  /** How far apart two doubles may be, relative to the larger one. */
  public static final double TOLERANCE = 1e-9;

  public boolean isEqual() {
    return onlyLeft == 0 && onlyRight == 0 && differences.isEmpty() && leftRows == rightRows;
  }

  /** Compares two relations of the engine. */
  public static TableComparison of(
      Engine engine, TableContract contract, String left, String right) {
    List<Column> compared =
        contract.columns().stream()
            .filter(column -> !column.isVolatile() && !contract.key().contains(column.name()))
            .toList();
    List<String> counts = new ArrayList<>();
    counts.add("count(*) filter (where l.is_there and r.is_there is null)");
    counts.add("count(*) filter (where r.is_there and l.is_there is null)");
    compared.forEach(
        column ->
            counts.add(
                "count(*) filter (where l.is_there and r.is_there and %s)"
                    .formatted(isDifferent(column))));
    List<String> row =
        engine
            .show(
                Select.of(
                    """
                    select (select count(*) from %2$s), (select count(*) from %3$s), %1$s
                    from (select *, true as is_there from %2$s) l
                    full join (select *, true as is_there from %3$s) r on %4$s
                    """
                        .formatted(String.join(", ", counts), left, right, matching(contract))),
                1)
            .rows()
            .get(0);
    Map<String, Long> differences = new LinkedHashMap<>();
    for (int i = 0; i < compared.size(); i++) {
      long different = Long.parseLong(row.get(4 + i));
      if (different > 0) {
        differences.put(compared.get(i).name(), different);
      }
    }
    return new TableComparison(
        contract.name(),
        Long.parseLong(row.get(0)),
        Long.parseLong(row.get(1)),
        Long.parseLong(row.get(2)),
        Long.parseLong(row.get(3)),
        differences);
  }

  /**
   * Some of the rows that differ, by their keys, each with the differing values of both sides;
   * values of columns with personal data are left out.
   *
   * @param limit at most so many
   */
  public List<String> samples(
      Engine engine, TableContract contract, String left, String right, int limit) {
    List<Column> shown =
        contract.columns().stream()
            .filter(column -> differences.containsKey(column.name()) && !column.pii())
            .toList();
    List<String> items = new ArrayList<>();
    items.add(
        "case when r.is_there is null then 'only published' when l.is_there is null then 'only"
            + " rebuilt' else 'different' end");
    for (String name : contract.key()) {
      items.add("concat('%1$s ', cast(coalesce(l.%1$s, r.%1$s) as varchar))".formatted(name));
    }
    for (Column column : shown) {
      items.add(
          "case when l.is_there and r.is_there and %2$s then concat('%1$s ', coalesce(cast(l.%1$s as varchar), 'null'), ' is ', coalesce(cast(r.%1$s as varchar), 'null')) end"
              .formatted(column.name(), isDifferent(column)));
    }
    String condition =
        contract.columns().stream()
            .filter(column -> differences.containsKey(column.name()))
            .map(TableComparison::isDifferent)
            .map(text -> " or " + text)
            .collect(Collectors.joining());
    String select =
        """
        select %1$s
        from (select *, true as is_there from %2$s) l
        full join (select *, true as is_there from %3$s) r on %4$s
        where l.is_there is null or r.is_there is null%5$s
        order by %6$s
        """
            .formatted(
                named(items),
                left,
                right,
                matching(contract),
                condition,
                contract.key().isEmpty() ? "1" : orders(contract.key().size()));
    return engine.show(Select.of(select), limit).rows().stream()
        .map(
            row ->
                row.stream()
                    .filter(cell -> cell != null && !cell.isEmpty())
                    .collect(Collectors.joining(", ")))
        .toList();
  }

  private static String named(List<String> items) {
    List<String> named = new ArrayList<>();
    items.forEach(item -> named.add("%s as item_%d".formatted(item, named.size() + 1)));
    return String.join(",\n  ", named);
  }

  /** By the key first, then by what became of the row. */
  private static String orders(int keys) {
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      orders.add("item_" + (i + 2));
    }
    orders.add("item_1");
    return String.join(", ", orders);
  }

  private static String matching(TableContract contract) {
    return contract.key().stream()
        .map(name -> "l.%1$s is not distinct from r.%1$s".formatted(name))
        .collect(Collectors.joining(" and "));
  }

  private static String isDifferent(Column column) {
    String exact = "l.%1$s is distinct from r.%1$s".formatted(column.name());
    if (!(column.type() instanceof DoubleType)) {
      return exact;
    }
    return "(%1$s and coalesce(abs(l.%2$s - r.%2$s) > %3$s * greatest(abs(l.%2$s), abs(r.%2$s)), true))"
        .formatted(exact, column.name(), TOLERANCE);
  }
}
