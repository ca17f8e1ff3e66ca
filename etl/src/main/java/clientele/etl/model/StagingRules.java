package clientele.etl.model;

import clientele.etl.check.RowBreach;
import clientele.schema.Check;
import clientele.schema.Column;
import clientele.schema.ColumnType.DateType;
import clientele.schema.ColumnType.TimestampType;
import clientele.schema.TableContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules that a row of an entity must keep to be staged: its values fit the contract's types and
 * checks, and its times are of this age.
 */
final class StagingRules {

  private StagingRules() {}

  /**
   * All rules of one entity, in a fixed order.
   *
   * @param uncertain columns that may not fit; each has the text it was given as beside it, {@code
   *     x__given}
   */
  static List<Rule> of(TableContract contract, Set<String> uncertain) {
    List<Rule> rules = new ArrayList<>();
    for (Column column : contract.columns()) {
      if (uncertain.contains(column.name())) {
        rules.add(doesNotFit(column));
      }
    }
    for (Check check : contract.checks()) {
      if (RowBreach.isOfStagedRow(check) && check.severity() == Check.Severity.STOP) {
        rules.add(breach(check, contract, uncertain));
      }
    }
    for (Column column : contract.columns()) {
      if (column.type() instanceof DateType || column.type() instanceof TimestampType) {
        rules.add(tooEarly(column));
        rules.add(tooLate(column, contract).passing());
      }
    }
    return rules;
  }

  private static Rule doesNotFit(Column column) {
    String name = column.name();
    return new Rule(
        name,
        name + "__given",
        "is no " + column.type().sql(),
        "(%1$s__given is not null and %1$s is null)".formatted(name));
  }

  private static Rule breach(Check check, TableContract contract, Set<String> uncertain) {
    String condition = "coalesce(%s, false)".formatted(RowBreach.condition(check));
    if (check instanceof Check.Required required) {
      boolean mayNotFit = uncertain.contains(required.column());
      return rule(
          required.column(),
          "is missing",
          mayNotFit
              ? "(%s and %s__given is null)".formatted(condition, required.column())
              : condition);
    } else if (check instanceof Check.AcceptedValues accepted) {
      return rule(
          accepted.column(), "is none of " + String.join(", ", accepted.values()), condition);
    } else if (check instanceof Check.Between between) {
      String text =
          "is not between %s and %s"
              .formatted(
                  between.low().map(Object::toString).orElse("anything"),
                  between.high().map(Object::toString).orElse("anything"));
      return rule(between.column(), text, condition);
    }
    Set<String> named = SqlNames.mentioned(RowBreach.condition(check), names(contract));
    String values =
        named.stream()
            .map(name -> "coalesce(cast(%s as varchar), 'nothing')".formatted(name))
            .collect(Collectors.joining(" || ' | ' || "));
    return new Rule(
        String.join(", ", named),
        values,
        "breaks the rule " + check.name().replace('_', ' '),
        condition);
  }

  private static Set<String> names(TableContract contract) {
    return contract.columns().stream().map(Column::name).collect(Collectors.toSet());
  }

  /** Such as the year 0202. */
  private static Rule tooEarly(Column column) {
    return rule(
        column.name(),
        "is before limits.earliest_date",
        "coalesce(%s < cast(:limits_earliest_date as %s), false)"
            .formatted(column.name(), column.type().sql()));
  }

  /**
   * What happened cannot lie far ahead; other times may, and 9999 is how many systems write "open".
   */
  private static Rule tooLate(Column column, TableContract contract) {
    String day = "cast(%s as date)".formatted(column.name());
    return contract.eventTime().filter(column.name()::equals).isPresent()
        ? rule(
            column.name(),
            "is more than limits.future_days ahead",
            "coalesce(%s > add_days(:as_of, cast(:limits_future_days as integer)), false)"
                .formatted(day))
        : rule(
            column.name(),
            "is more than a hundred years ahead",
            "coalesce(%1$s > add_days(:as_of, 36525) and year_of(%1$s) < 9999, false)"
                .formatted(day));
  }

  private static Rule rule(String column, String text, String condition) {
    return new Rule(column, "cast(%s as varchar)".formatted(column), text, condition);
  }
}
