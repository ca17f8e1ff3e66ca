package clientele.etl.engine;

import clientele.failure.Failure;
import clientele.schema.Column;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** DuckDB in this process, in memory; what does not fit goes to the scratch folder. */
public final class DuckDbEngine implements Engine {

  /** Bytes that DuckDB counts on even where the heap may take all of the machine. */
  private static final long SMALLEST_MEMORY = 512L << 20;

  private final DuckDbSessions sessions;
  private final Map<String, String> kinds = new ConcurrentHashMap<>();
  private final Scratch scratch;

  public DuckDbEngine(EngineSettings settings) {
    scratch = Scratch.below(settings.scratch());
    DuckDbSession session;
    try {
      session = DuckDbSession.open("", properties(settings, scratch.folder()));
    } catch (Failure failure) {
      scratch.close();
      throw failure;
    }
    DuckDbFunctions.register(session.connection(), settings);
    Dialect.statements("duckdb", settings).forEach(session::run);
    sessions = new DuckDbSessions(session);
  }

  private static Properties properties(EngineSettings settings, Path folder) {
    Properties properties = new Properties();
    properties.setProperty(
        "memory_limit", settings.memoryLimit().orElseGet(DuckDbEngine::fourFifthsBesideJava));
    settings.threads().ifPresent(threads -> properties.setProperty("threads", threads.toString()));
    properties.setProperty("temp_directory", folder.toString());
    return properties;
  }

  /** DuckDB's own default takes four fifths of the machine, as if Java's heap were none of it. */
  private static String fourFifthsBesideJava() {
    OperatingSystemMXBean machine =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long beside = machine.getTotalMemorySize() - Runtime.getRuntime().maxMemory();
    return Math.max(beside, SMALLEST_MEMORY) / 5 * 4 + "B";
  }

  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public void register(String name, List<Path> files, List<Column> columns) {
    createView(name, sessions.with(session -> DuckDbParquet.select(session, files, columns)));
  }

  @Override
  public void registerWithFileNames(String name, List<Path> files, List<Column> columns) {
    createView(
        name, sessions.with(session -> DuckDbParquet.selectWithFileNames(session, files, columns)));
  }

  @Override
  public void define(String name, Select select) {
    createView(name, Holes.fill(select));
  }

  @Override
  public void keep(String name, Select select) {
    String table = newName();
    run("create table %s as %s".formatted(SqlText.name(table), Holes.fill(select)));
    rename(table, name);
  }

  @Override
  public void forget(String name) {
    String kind = kinds.remove(key(name));
    if (kind != null) {
      run("drop %s if exists %s".formatted(kind, SqlText.name(name)));
    }
  }

  @Override
  public List<Column> describe(Select select) {
    return given(Holes.fill(select)).columns();
  }

  @Override
  public Written write(
      Select select, List<FieldColumn> columns, Path directory, List<String> orderBy) {
    return write(
        select,
        columns,
        orderBy,
        (session, sql) -> DuckDbWrite.write(session, sql, columns, directory));
  }

  @Override
  public Written writeByMonth(
      Select select, List<FieldColumn> columns, Path directory, String monthOf) {
    return write(
        select,
        columns,
        List.of(),
        (session, sql) -> DuckDbWrite.writeByMonth(session, sql, columns, directory, monthOf));
  }

  private Written write(
      Select select,
      List<FieldColumn> columns,
      List<String> orderBy,
      BiFunction<DuckDbSession, String, Written> writing) {
    String sql = Holes.fill(select);
    ResultColumns given = given(sql);
    given.mustBe(columns.stream().map(FieldColumn::column).toList());
    try {
      String cast = Projection.cast(sql, given, columns, orderBy);
      return sessions.with(session -> writing.apply(session, cast));
    } catch (Failure.Contract failure) {
      throw RefusedValue.find(sql, given, columns, failure, this::firstText);
    }
  }

  @Override
  public <R extends Record> List<R> read(Select select, Class<R> type) {
    List<R> rows = new ArrayList<>();
    scan(select, type, rows::add);
    return rows;
  }

  @Override
  public <R extends Record> void scan(Select select, Class<R> type, Consumer<R> consumer) {
    Shape<R> shape = Shape.of(type);
    query(
        Holes.fill(select),
        result -> {
          DuckDbRows rows = new DuckDbRows(result);
          int[] positions = shape.positions(rows.columns());
          while (rows.next()) {
            Object[] values = new Object[positions.length];
            for (int i = 0; i < values.length; i++) {
              values[i] = rows.value(positions[i]);
            }
            consumer.accept(shape.make(values));
          }
          return null;
        });
  }

  @Override
  public <R extends Record> void take(String name, Class<R> type, Iterable<R> rows) {
    String table = newName();
    sessions.with(
        session -> {
          DuckDbTake.take(session, table, Shape.of(type), rows);
          return null;
        });
    rename(table, name);
  }

  @Override
  public TextTable show(Select select, int limit) {
    return query(Holes.fill(select), result -> text(new DuckDbRows(result), limit));
  }

  @Override
  public void close() {
    sessions.close();
    scratch.close();
  }

  private static TextTable text(DuckDbRows rows, int limit) throws SQLException {
    List<List<String>> shown = new ArrayList<>();
    while (shown.size() < limit && rows.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 0; i < rows.columns().size(); i++) {
        row.add(Cell.text(rows.value(i)));
      }
      shown.add(row);
    }
    return new TextTable(rows.columns(), shown);
  }

  private Optional<String> firstText(String sql) {
    return query(
        sql, result -> result.next() ? Optional.of(result.getString(1)) : Optional.empty());
  }

  private ResultColumns given(String sql) {
    return query(
        "describe " + sql,
        (ResultSet result) -> {
          List<ResultColumns.Given> given = new ArrayList<>();
          while (result.next()) {
            given.add(new ResultColumns.Given(result.getString(1), result.getString(2)));
          }
          return new ResultColumns(given);
        });
  }

  private void run(String sql) {
    sessions.with(
        session -> {
          session.run(sql);
          return null;
        });
  }

  private <T> T query(String sql, DuckDbSession.ResultReader<T> reader) {
    return sessions.with(session -> session.query(sql, reader));
  }

  private void createView(String name, String sql) {
    String view = newName();
    run("create view %s as %s".formatted(SqlText.name(view), sql));
    forget(name);
    run("alter view %s rename to %s".formatted(SqlText.name(view), SqlText.name(name)));
    kinds.put(key(name), "view");
  }

  private void rename(String table, String name) {
    forget(name);
    run("alter table %s rename to %s".formatted(SqlText.name(table), SqlText.name(name)));
    kinds.put(key(name), "table");
  }

  private static String newName() {
    return "_" + UUID.randomUUID().toString().replace('-', '_');
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
