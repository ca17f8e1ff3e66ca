package clientele.etl.extract;

import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The columns that raw tables have beside the source's own. */
final class RawColumns {

  static final String FILE = "_file";
  static final String LINE = "_line";

  static final Set<String> NAMES =
      Set.of("_key", "_version", "_business_date", "_is_deleted", "_run_id", FILE, LINE);

  private static final ColumnType VARCHAR = new ColumnType.VarcharType();
  private static final ColumnType BIGINT = new ColumnType.BigintType();

  private RawColumns() {}

  /** The columns of a raw table: the source's own, then ours. */
  static List<Column> table(List<Column> own, boolean hasFiles) {
    List<Column> columns = new ArrayList<>(own);
    columns.add(Column.of("_key", VARCHAR));
    columns.add(Column.of("_version", BIGINT));
    columns.add(Column.of("_business_date", new ColumnType.DateType()));
    columns.add(Column.of("_is_deleted", new ColumnType.BooleanType()));
    columns.add(Column.of("_run_id", VARCHAR));
    if (hasFiles) {
      columns.add(Column.of(FILE, VARCHAR));
      columns.add(Column.of(LINE, BIGINT));
    }
    return List.copyOf(columns);
  }

  /** The columns of landed rows: the source's own, then where each came from. */
  static List<Column> landed(List<Column> own) {
    List<Column> columns = new ArrayList<>(own);
    columns.add(Column.of("_key", VARCHAR));
    columns.add(Column.of(FILE, VARCHAR));
    columns.add(Column.of(LINE, BIGINT));
    return List.copyOf(columns);
  }

  /** The source's own columns of a raw table. */
  static List<Column> own(List<Column> columns) {
    return columns.stream().filter(column -> !NAMES.contains(column.name())).toList();
  }
}
