package clientele.etl.check;

import clientele.schema.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says in SQL when one row breaks a check. */
public final class RowBreach {

  private RowBreach() {}

  /** Whether a row can break the check by itself. */
  public static boolean isOfOneRow(Check check) {
    return check instanceof Check.Required
        || check instanceof Check.AcceptedValues
        || check instanceof Check.Between
        || check instanceof Check.RowTruth;
  }

  /** Whether staging can tell a breach of one row: by itself, or with what it looks up. */
  public static boolean isOfStagedRow(Check check) {
    return isOfOneRow(check) || check instanceof Check.LookedUpTruth;
  }

  /** A condition that is true for a row that breaks the check, and else false or null. */
  public static String condition(Check check) {
    if (check instanceof Check.Required required) {
      return "%s is null".formatted(required.column());
    } else if (check instanceof Check.AcceptedValues accepted) {
      return "%s not in (%s)".formatted(accepted.column(), quoted(accepted.values()));
    } else if (check instanceof Check.Between between) {
      List<String> sides = new ArrayList<>();
      between.low().ifPresent(low -> sides.add(between.column() + " < " + low.toPlainString()));
      between.high().ifPresent(high -> sides.add(between.column() + " > " + high.toPlainString()));
      return "(" + String.join(" or ", sides) + ")";
    }
    String expression =
        check instanceof Check.LookedUpTruth truth
            ? truth.expression()
            : ((Check.RowTruth) check).expression();
    return "not (%s)".formatted(expression);
  }

  private static String quoted(List<String> values) {
    return values.stream()
        .map(value -> "'" + value.replace("'", "''") + "'")
        .collect(Collectors.joining(", "));
  }
}
