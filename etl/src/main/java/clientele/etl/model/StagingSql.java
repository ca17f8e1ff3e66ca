package clientele.etl.model;

import clientele.etl.check.RowBreach;
import clientele.schema.Check;
import clientele.schema.Column;
import clientele.schema.ColumnType;
import clientele.schema.ColumnType.BigintType;
import clientele.schema.ColumnType.DecimalType;
import clientele.schema.ColumnType.IntegerType;
import clientele.schema.ColumnType.VarcharType;
import clientele.schema.TableContract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the SQL by which one entity's rows are cast, tested, counted and parted. */
final class StagingSql {

  private final TableContract contract;

  StagingSql(TableContract contract) {
    this.contract = contract;
  }

  /** The relation that one source gives, and the types that its columns have there. */
  record Given(
      String source, String relation, Map<String, ColumnType> types, Optional<Units> units) {}

  /**
   * All sources' rows, cast to the contract's types. A column {@code x} that may not fit has the
   * text it was given as beside it, {@code x__given}.
   */
  String tested(List<Given> feeds) {
    Set<String> uncertain = new HashSet<>();
    for (Column column : contract.columns()) {
      for (Given feed : feeds) {
        ColumnType type = feed.types().get(column.name());
        if (type != null && !fits(type, column.type())) {
          uncertain.add(column.name());
        }
      }
    }
    String rows =
        feeds.isEmpty()
            ? noRows()
            : feeds.stream()
                .map(feed -> cast(feed, uncertain))
                .collect(Collectors.joining("\nunion all\n"));
    List<Rule> rules = StagingRules.of(contract, uncertain);
    return "select *, %s as is_faulty, %s as _may_pass, false as is_duplicate from (\n%s\n) given%s"
        .formatted(any(rules), any(rules.stream().filter(Rule::mayPass).toList()), rows, lookups());
  }

  private String lookups() {
    StringBuilder joins = new StringBuilder();
    contract.lookups().stream()
        .map(truth -> "\nleft join (%s) %s on %s".formatted(truth.rows(), truth.name(), truth.on()))
        .forEach(joins::append);
    return joins.toString();
  }

  private String noRows() {
    return contract.columns().stream()
        .map(column -> "cast(null as %s) as %s".formatted(column.type().sql(), column.name()))
        .collect(
            Collectors.joining(
                ", ",
                "select ",
                ", cast(null as varchar) as _unit from (select 1 as one) nothing where one = 0"));
  }

  private String cast(Given feed, Set<String> uncertain) {
    List<String> items = new ArrayList<>();
    for (Column column : contract.columns()) {
      String name = column.name();
      String type = column.type().sql();
      if (name.equals("source")) {
        items.add("'%s' as source".formatted(feed.source()));
      } else if (!feed.types().containsKey(name)) {
        items.add("cast(null as %s) as %s".formatted(type, name));
      } else if (feed.types().get(name).equals(column.type())) {
        items.add(name);
      } else {
        items.add("try_cast(%s as %s) as %s".formatted(name, type, name));
      }
    }
    for (Column column : contract.columns()) {
      if (uncertain.contains(column.name())) {
        String given = feed.types().containsKey(column.name()) ? column.name() : "null";
        items.add("cast(%s as varchar) as %s__given".formatted(given, column.name()));
      }
    }
    String unit =
        feed.units().map(units -> Units.sql(units.columns())).orElse("cast(null as varchar)");
    items.add(unit + " as _unit");
    return "select %s from %s".formatted(String.join(", ", items), feed.relation());
  }

  private static boolean fits(ColumnType given, ColumnType wanted) {
    return given.equals(wanted)
        || wanted instanceof VarcharType
        || (given instanceof IntegerType && wanted instanceof BigintType)
        || (given instanceof IntegerType && wanted instanceof ColumnType.DoubleType)
        || (given instanceof DecimalType from
            && wanted instanceof DecimalType to
            && to.scale() >= from.scale()
            && to.precision() - to.scale() >= from.precision() - from.scale());
  }

  private static String any(List<Rule> rules) {
    return rules.stream()
        .map(Rule::condition)
        .collect(Collectors.collectingAndThen(Collectors.joining("\n  or "), StagingSql::orFalse));
  }

  private static String orFalse(String conditions) {
    return conditions.isEmpty() ? "false" : "(" + conditions + ")";
  }

  /** Keys of several good rows, and whether those stand in more than one unit. */
  String duplicateKeys(String tested) {
    return """
    select %1$s, coalesce(min(_unit) < max(_unit), false) as is_crossing
    from %2$s where not is_faulty
    group by %1$s having count(*) > 1
    """
        .formatted(String.join(", ", contract.key()), tested);
  }

  /**
   * Of rows with the same key the first by all columns in the contract's order stays, so that the
   * choice does not depend on the order of reading.
   */
  String withDuplicates(String tested, String duplicateKeys, List<String> allColumns) {
    String kept = String.join(", ", allColumns.stream().map(name -> "t." + name).toList());
    String on =
        contract.key().stream()
            .map(name -> "t.%1$s = d.%1$s".formatted(name))
            .collect(Collectors.joining(" and "));
    String order =
        contract.columns().stream()
            .map(column -> "t." + column.name())
            .collect(Collectors.joining(", "));
    String key = contract.key().stream().map(name -> "t." + name).collect(Collectors.joining(", "));
    return """
    select %1$s, t.is_faulty, false as is_duplicate
    from %2$s t left join %3$s d on %4$s
    where d.%5$s is null or t.is_faulty
    union all
    select %1$s, t.is_faulty, row_number() over (partition by %6$s order by %7$s) > 1 as is_duplicate
    from %2$s t join %3$s d on %4$s
    where not t.is_faulty
    """
        .formatted(kept, tested, duplicateKeys, on, contract.key().get(0), key, order);
  }

  String count(String tested) {
    return """
    select
      count(*) as given,
      count(*) filter (where is_faulty or is_duplicate) as quarantined,
      count(*) filter (where not is_faulty and not is_duplicate and %s) as held_back
    from %s
    """
        .formatted(isHeldBack(), tested);
  }

  String staged(String tested) {
    return "select %s from %s where not is_faulty and not is_duplicate and not %s"
        .formatted(
            String.join(", ", contract.columns().stream().map(Column::name).toList()) + ", _unit",
            tested,
            isHeldBack());
  }

  /** The rows that are not staged, by what is needed to see when they may be. */
  String aside(String tested) {
    String dueAt =
        contract
            .eventTime()
            .map(
                column ->
                    "case when not is_faulty and not is_duplicate then cast(%s as timestamp) end"
                        .formatted(column))
            .orElse("cast(null as timestamp)");
    return """
    select %s, _unit, (is_faulty or is_duplicate) as _is_quarantined, is_faulty and _may_pass as _may_pass,
      %s as _due_at
    from %s
    where is_faulty or is_duplicate or %s
    """
        .formatted(String.join(", ", contract.key()), dueAt, tested, isHeldBack());
  }

  private String isHeldBack() {
    return contract
        .eventTime()
        .map(column -> "coalesce(%s >= :as_of_end, false)".formatted(column))
        .orElse("false");
  }

  /** The rows of which every fault is among those that a person let in. */
  String released(String tested, Set<String> columns, Set<String> faults) {
    String names =
        faults.stream().sorted().map(fault -> "'" + fault + "'").collect(Collectors.joining(", "));
    return """
    select source as released_source, natural_key as released_key
    from (%s) fault
    group by source, natural_key
    having count(*) = count(*) filter (
      where fault_id(stage, source, table_name, natural_key, column_name, value, rule) in (%s))
    """
        .formatted(faults(tested, columns), names);
  }

  /**
   * The same rows; those that were let in without the values that do not keep the contract's
   * checks. What cannot be left out still keeps its row out.
   */
  String withReleases(String tested, String released, List<String> columns) {
    Map<String, String> breaches = new HashMap<>();
    List<String> lasting = new ArrayList<>();
    for (Check check : contract.checks()) {
      if (check instanceof Check.AcceptedValues accepted
          && !contract.column(accepted.column()).isRequired()) {
        breaches.merge(accepted.column(), RowBreach.condition(check), "%s or %s"::formatted);
      } else if (check instanceof Check.Between between
          && !contract.column(between.column()).isRequired()) {
        breaches.merge(between.column(), RowBreach.condition(check), "%s or %s"::formatted);
      } else if (RowBreach.isOfStagedRow(check)) {
        lasting.add("coalesce(%s, false)".formatted(RowBreach.condition(check)));
      }
    }
    String items =
        columns.stream()
            .filter(name -> !name.equals("is_faulty"))
            .map(name -> breaches.containsKey(name) ? kept(name, breaches.get(name)) : name)
            .collect(Collectors.joining(",\n  "));
    return """
    select
      %s,
      is_faulty and (released_key is null or %s) as is_faulty
    from %s
    left join %s on released_source = source and released_key = %s
    """
        .formatted(
            items,
            lasting.isEmpty() ? "false" : String.join(" or ", lasting),
            tested,
            released,
            naturalKey());
  }

  private static String kept(String column, String breach) {
    return "case when released_key is null or not coalesce(%2$s, false) then %1$s end as %1$s"
        .formatted(column, breach);
  }

  /** One row for every fault of every refused row. */
  String faults(String tested, Set<String> columns) {
    Set<String> uncertain =
        contract.columns().stream()
            .map(Column::name)
            .filter(name -> columns.contains(name + "__given"))
            .collect(Collectors.toSet());
    List<String> selects = new ArrayList<>();
    StagingRules.of(contract, uncertain).forEach(rule -> selects.add(fault(tested, rule)));
    String key = String.join(", ", contract.key());
    selects.add(fault(tested, new Rule(key, naturalKey(), "key stands twice", "is_duplicate")));
    return String.join("\nunion all\n", selects);
  }

  private String fault(String tested, Rule rule) {
    return """
    select
      cast(:run_id as varchar) as run_id,
      :as_of as as_of_date,
      'stage' as stage,
      source,
      '%s' as table_name,
      %s as natural_key,
      '%s' as column_name,
      %s as value,
      '%s' as rule,
      count(*) as row_count,
      _unit
    from %s
    where (is_faulty or is_duplicate) and %s
    group by all
    """
        .formatted(
            contract.name(),
            naturalKey(),
            rule.column(),
            rule.value(),
            rule.text().replace("'", "''"),
            tested,
            rule.condition());
  }

  private String naturalKey() {
    List<String> parts =
        contract.key().stream()
            .filter(name -> !name.equals("source"))
            .map(name -> "coalesce(cast(%s as varchar), '')".formatted(name))
            .toList();
    return parts.size() == 1 ? parts.get(0) : "concat(" + String.join(", '|', ", parts) + ")";
  }
}
