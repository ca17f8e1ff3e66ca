package clientele.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What must hold for the rows of a table. */
public sealed interface Check {

  /** Whether a breach stops the publication or is only shown. */
  enum Severity {
    STOP,
    WARN
  }

  Severity severity();

  /** Short name for reports, such as {@code unique(order_line_key)}. */
  String name();

  /** No two rows have the same values in these columns. */
  record Unique(List<String> columns, Severity severity) implements Check {
    @Override
    public String name() {
      return "unique(%s)".formatted(String.join(", ", columns));
    }
  }

  /** No null. */
  record Required(String column, Severity severity) implements Check {
    @Override
    public String name() {
      return "required(%s)".formatted(column);
    }
  }

  /** Null or one of these. */
  record AcceptedValues(String column, List<String> values, Severity severity) implements Check {
    @Override
    public String name() {
      return "values(%s)".formatted(column);
    }
  }

  /** Null or found in another table. */
  record References(String column, String table, String otherColumn, Severity severity)
      implements Check {
    @Override
    public String name() {
      return "references(%s, %s.%s)".formatted(column, table, otherColumn);
    }
  }

  /** Null or within bounds, both inclusive. */
  record Between(
      String column, Optional<BigDecimal> low, Optional<BigDecimal> high, Severity severity)
      implements Check {
    @Override
    public String name() {
      return "between(%s)".formatted(column);
    }
  }

  /** A boolean SQL expression over one row that is never false. */
  record RowTruth(String name, String expression, Severity severity) implements Check {}

  /**
   * As a row's truth, where the expression also reads columns of another table.
   *
   * @param table the table that is looked into; one of staging, where this is a check of staging
   * @param rows a SELECT of that table, one row at most for each row that is checked; small, for
   *     its rows are part of how a staging table was made
   * @param on which of them belongs to the row that is checked; names must differ from its columns
   */
  record LookedUpTruth(
      String name, String expression, String table, String rows, String on, Severity severity)
      implements Check {}

  /** A SELECT whose rows are the breaches. */
  record NoRows(String name, String select, Severity severity) implements Check {}

  /** At least one row. */
  record NotEmpty(Severity severity) implements Check {
    @Override
    public String name() {
      return "not_empty";
    }
  }
}
