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

/**
 * The log of rows that no extraction could take. Each refusal of a key is an event with a row for
 * every refused row; that the key was taken at last, or is gone, is an event too. A key is in
 * quarantine while its last event says so. What is refused again just as before adds nothing.
 */
final class RawQuarantine {

  private static final ColumnType VARCHAR = new ColumnType.VarcharType();

  static final List<Column> COLUMNS =
      List.of(
          Column.of("run_id", VARCHAR),
          Column.of("business_date", new ColumnType.DateType()),
          Column.of("source", VARCHAR),
          Column.of("table_name", VARCHAR),
          Column.of("natural_key", VARCHAR),
          Column.of("column_name", VARCHAR),
          Column.of("value", VARCHAR),
          Column.of("rule", VARCHAR),
          Column.of("content", VARCHAR),
          Column.of("definition", VARCHAR),
          Column.of("event_no", new ColumnType.BigintType()),
          Column.of("is_open", new ColumnType.BooleanType()));

  private static final TableName NAME = RawTables.QUARANTINE;
  private static final String OF_TABLE = "q.source = :source and q.table_name = :table_name";
  private static final String MINE = OF_TABLE + " and q.run_id = :run_id";

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
   * The SELECT of the rows that are in quarantine.
   *
   * @param log relation of all events
   * @param condition on an event {@code q}
   */
  static String open(String log, String condition) {
    return """
    select q.*
    from %1$s q
    join (
      select q.source, q.table_name, q.natural_key, max(q.event_no) as newest
      from %1$s q
      where %2$s
      group by q.source, q.table_name, q.natural_key
    ) n on n.source = q.source and n.table_name = q.table_name
      and n.natural_key = q.natural_key and n.newest = q.event_no
    where q.is_open and %2$s\
    """
        .formatted(log, condition);
  }

  /** What source.yml says of a table, as a short text. */
  static String definition(TableDefinition table) {
    return Digest.of(table.toString());
  }

  /**
   * Keeps the refused rows of one source table. What an attempt of this run that died before its
   * raw commit left here is replaced, since the rows are read anew.
   *
   * @param refused relation with natural_key, column_name, value, rule, content
   * @param landed relation of the rows that came, with _key
   * @param isWhole whether a key that did not come is gone
   */
  void keep(String source, TableDefinition table, String refused, String landed, boolean isWhole) {
    List<FieldColumn> columns = store.ensure(NAME, COLUMNS);
    Map<String, Object> parameters =
        Map.of(
            "run_id", run.runId(),
            "business_date", run.businessDate(),
            "source", source,
            "table_name", table.name(),
            "definition", definition(table));
    RawTables.register(engine, store, run.branch(), NAME);
    engine.keep("quarantine_events", new Select(events(refused, landed, isWhole), parameters));
    boolean isLeftOver =
        store.isCommitted(NAME, run.branch()) && has("raw__quarantine q where " + MINE, parameters);
    if (isLeftOver) {
      Written written =
          write(
              names("raw__quarantine q where not (" + MINE + ")")
                  + "\nunion all\n"
                  + names("quarantine_events q"),
              parameters,
              columns);
      store.commit(NAME, run.branch(), new Change.Replace(written), properties(source, table));
    } else if (has("quarantine_events", Map.of())) {
      Written written = write(names("quarantine_events q"), parameters, columns);
      store.commit(NAME, run.branch(), new Change.Append(written), properties(source, table));
    }
    engine.forget("quarantine_events");
  }

  private static String events(String refused, String landed, boolean isWhole) {
    String before = open("raw__quarantine", OF_TABLE + " and q.run_id <> :run_id");
    String gone =
        isWhole
            ? "true"
            : "exists (select 1 from %s l where l._key = b.natural_key)".formatted(landed);
    return """
    with before as (
      %1$s
    ),
    last_event as (
      select q.natural_key, max(q.event_no) as event_no
      from raw__quarantine q
      where %2$s and q.run_id <> :run_id
      group by q.natural_key
    ),
    told as (
      select f.natural_key, coalesce(f.column_name, '') as column_name,
        coalesce(f.value, '') as value, f.rule, f.content, :definition as definition
      from %3$s f
    ),
    difference as (
      (
        select natural_key, column_name, value, rule, definition from told
        except
        select natural_key, column_name, value, rule, definition from before
      )
      union all
      (
        select natural_key, column_name, value, rule, definition from before
        except
        select natural_key, column_name, value, rule, definition from told
      )
    ),
    changed as (
      select distinct natural_key from difference
    )
    select :run_id as run_id, :business_date as business_date, :source as source,
      :table_name as table_name, t.natural_key, t.column_name, t.value, t.rule, t.content,
      t.definition, coalesce(e.event_no, 0) + 1 as event_no, true as is_open
    from told t
    join changed c on c.natural_key = t.natural_key
    left join last_event e on e.natural_key = t.natural_key
    union all
    select :run_id as run_id, :business_date as business_date, b.source, b.table_name,
      b.natural_key, b.column_name, b.value, b.rule, b.content, b.definition,
      b.event_no + 1 as event_no, false as is_open
    from before b
    where not exists (select 1 from told t where t.natural_key = b.natural_key) and %4$s\
    """
        .formatted(before, OF_TABLE, refused, gone);
  }

  private boolean has(String from, Map<String, Object> parameters) {
    String sql = "select count(*) as found from " + from;
    return engine.read(new Select(sql, parameters), Count.class).get(0).found() > 0;
  }

  private static String names(String from) {
    return COLUMNS.stream()
        .map(column -> "q." + column.name())
        .collect(Collectors.joining(", ", "select ", " from " + from));
  }

  private Written write(String sql, Map<String, Object> parameters, List<FieldColumn> columns) {
    return engine.write(new Select(sql, parameters), columns, store.newDirectory(NAME), List.of());
  }

  private Map<String, String> properties(String source, TableDefinition table) {
    return Map.of("step", "extract " + source + "." + table.name(), "run_id", run.runId());
  }
}
