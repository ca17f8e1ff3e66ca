package clientele.etl.check;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.engine.TextTable;
import clientele.schema.Check;
import clientele.schema.TableContract;
import clientele.schema.TableKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs the checks of contracts on relations that the engine has under the tables' names. All checks
 * that look at one row at a time are counted in one pass over the table.
 */
public final class Checks {

  private static final int SAMPLE_ROWS = 3;
  private static final int SAMPLE_COLUMNS = 8;

  private final Engine engine;
  private final Map<String, Object> parameters;

  public Checks(Engine engine, Map<String, Object> parameters) {
    this.engine = engine;
    this.parameters = Map.copyOf(parameters);
  }

  /** The result of every check of a table, in the contract's order. */
  public List<CheckResult> check(TableContract table) {
    List<Check> ofRows = table.checks().stream().filter(RowBreach::isOfOneRow).toList();
    List<Check> others = table.checks().stream().filter(check -> !ofRows.contains(check)).toList();
    Map<Check, Long> breaches = new HashMap<>();
    breaches.putAll(count(ofRows, Checks::ofRow, " from %s t".formatted(relation(table))));
    breaches.putAll(count(others, check -> ofTable(table, check), ""));
    return table.checks().stream()
        .map(check -> new CheckResult(table, check, breaches.get(check)))
        .toList();
  }

  /** Counts in one statement: opening and planning take longer than counting. */
  private Map<Check, Long> count(List<Check> checks, Function<Check, String> count, String from) {
    if (checks.isEmpty()) {
      return Map.of();
    }
    List<String> counts = new ArrayList<>();
    for (Check check : checks) {
      counts.add("%s as breaches_%d".formatted(count.apply(check), counts.size()));
    }
    String sql = "select %s%s".formatted(String.join(",\n", counts), from);
    List<String> row = engine.show(new Select(sql, parameters), 1).rows().get(0);
    Map<Check, Long> breaches = new HashMap<>();
    for (int i = 0; i < checks.size(); i++) {
      breaches.put(checks.get(i), Long.valueOf(row.get(i)));
    }
    return breaches;
  }

  private static String ofRow(Check check) {
    return "count(*) filter (where %s)".formatted(RowBreach.condition(check));
  }

  /** A few rows that break a check, as text for a message. */
  public String sample(CheckResult result) {
    TextTable rows = engine.show(select(breaches(result.table(), result.check())), SAMPLE_ROWS);
    return rows.rows().stream()
        .map(row -> pairs(rows.columns(), row))
        .collect(Collectors.joining("; "));
  }

  private static String pairs(List<String> columns, List<String> values) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < columns.size() && pairs.size() < SAMPLE_COLUMNS; i++) {
      if (values.get(i) != null) {
        pairs.add(columns.get(i) + "=" + values.get(i));
      }
    }
    return String.join(", ", pairs);
  }

  private Select select(String sql) {
    return new Select(sql, parameters);
  }

  private static String ofTable(TableContract table, Check check) {
    if (check instanceof Check.NotEmpty) {
      return "(select case when count(*) = 0 then 1 else 0 end from %s t)"
          .formatted(relation(table));
    }
    return "(select count(*) from (%s) breach)".formatted(breaches(table, check));
  }

  /** The rows, or keys, that break a check. */
  private static String breaches(TableContract table, Check check) {
    String relation = relation(table);
    if (check instanceof Check.Unique unique) {
      return "select %1$s, count(*) as row_count from %2$s t group by %1$s having count(*) > 1"
          .formatted(String.join(", ", unique.columns()), relation);
    } else if (check instanceof Check.References references) {
      return """
      select t.* from %1$s t
      left join (select distinct %2$s as referred from %3$s) other on t.%4$s = other.referred
      where t.%4$s is not null and other.referred is null
      """
          .formatted(relation, references.otherColumn(), references.table(), references.column());
    } else if (check instanceof Check.LookedUpTruth truth) {
      return "select t.* from %s t left join (%s) looked on %s where %s"
          .formatted(relation, truth.rows(), truth.on(), RowBreach.condition(check));
    } else if (check instanceof Check.NoRows noRows) {
      return noRows.select();
    } else if (check instanceof Check.NotEmpty) {
      return "select * from %s t".formatted(relation);
    }
    return "select * from %s t where %s".formatted(relation, RowBreach.condition(check));
  }

  /** Of a snapshot table only the day at hand is checked; earlier days were, when they came. */
  private static String relation(TableContract table) {
    return table.kind() == TableKind.SNAPSHOT
        ? "(select * from %s where as_of_date = :as_of)".formatted(table.name())
        : table.name();
  }
}
