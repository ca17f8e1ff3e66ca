package clientele.etl.extract;

import java.nio.charset.Charset;
import java.util.List;

/** Where the rows of a table are found. */
public sealed interface Origin {

  /** A table or view, {@code schema.table} or {@code table}. */
  record Relation(String name) implements Origin {}

  /** A SELECT in the source's own SQL. */
  record Query(String sql) implements Origin {}

  /** Text files with fields. */
  record Csv(String glob, Dialect dialect) implements Origin {}

  /** Text files, one JSON object a line. */
  record JsonLines(String glob) implements Origin {}

  /** Parquet files with flat columns. */
  record Parquet(String glob) implements Origin {}

  /**
   * How CSV files are written.
   *
   * @param hasHeader the first line names the columns
   * @param columns names instead of the header's, or where there is none; empty for the header's
   * @param nullText an unquoted or quoted field of just this text is null
   * @param decimalSeparator between whole and fraction, point or comma
   */
  record Dialect(
      char delimiter,
      char quote,
      boolean hasHeader,
      List<String> columns,
      Charset encoding,
      String nullText,
      boolean isTrimmed,
      int skippedLines,
      char decimalSeparator) {}
}
