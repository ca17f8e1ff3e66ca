package clientele.etl.extract;

import clientele.etl.engine.Engine;
import clientele.etl.engine.FieldColumn;
import clientele.etl.engine.Select;
import clientele.etl.engine.Written;
import clientele.etl.store.Change;
import clientele.etl.store.Store;
import clientele.etl.store.TableName;
import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of rows that no extraction could take, one row each with its reason. */
final class RawQuarantine {

  static final List<Column> COLUMNS =
      List.of(
          Column.of("run_id", new ColumnType.VarcharType()),
          Column.of("business_date", new ColumnType.DateType()),
          Column.of("source", new ColumnType.VarcharType()),
          Column.of("table_name", new ColumnType.VarcharType()),
          Column.of("natural_key", new ColumnType.VarcharType()),
          Column.of("column_name", new ColumnType.VarcharType()),
          Column.of("value", new ColumnType.VarcharType()),
          Column.of("rule", new ColumnType.VarcharType()));

  private static final TableName NAME = RawTables.QUARANTINE;
  private static final String MINE =
      "q.run_id = :run_id and q.source = :source and q.table_name = :table_name";

  private record Count(long found) {}

  private final Engine engine;
  private final Store store;
  private final ExtractRun run;

  RawQuarantine(Engine engine, Store store, ExtractRun run) {
    this.engine = engine;
    this.store = store;
    this.run = run;
  }

  /**
   * Keeps the refused rows of one source table. What an attempt of this run that died before its
   * raw commit left here is replaced, since the rows are read anew.
   *
   * @param refused relation with natural_key, column_name, value, rule
   */
  void keep(String source, String table, String refused, long rows) {
    List<FieldColumn> columns = store.ensure(NAME, COLUMNS);
    Map<String, Object> parameters =
        Map.of(
            "run_id",
            run.runId(),
            "business_date",
            run.businessDate(),
            "source",
            source,
            "table_name",
            table);
    String mine =
        """
        select :run_id as run_id, :business_date as business_date, :source as source,
          :table_name as table_name, q.natural_key, q.column_name, q.value, q.rule
        from %s q"""
            .formatted(refused);
    boolean isLeftOver = store.isCommitted(NAME, run.branch()) && hasMine(parameters);
    if (isLeftOver) {
      String names =
          COLUMNS.stream().map(column -> "q." + column.name()).collect(Collectors.joining(", "));
      String others = "select %s from raw__quarantine q where not (%s)".formatted(names, MINE);
      Written written = write(others + "\nunion all\n" + mine, parameters, columns);
      store.commit(NAME, run.branch(), new Change.Replace(written), properties(source, table));
    } else if (rows > 0) {
      Written written = write(mine, parameters, columns);
      store.commit(NAME, run.branch(), new Change.Append(written), properties(source, table));
    }
  }

  private boolean hasMine(Map<String, Object> parameters) {
    RawTables.register(engine, store, run.branch(), NAME);
    String sql = "select count(*) as found from raw__quarantine q where " + MINE;
    return engine.read(new Select(sql, parameters), Count.class).get(0).found() > 0;
  }

  private Written write(String sql, Map<String, Object> parameters, List<FieldColumn> columns) {
    return engine.write(new Select(sql, parameters), columns, store.newDirectory(NAME), List.of());
  }

  private Map<String, String> properties(String source, String table) {
    return Map.of("step", "extract " + source + "." + table, "run_id", run.runId());
  }
}
