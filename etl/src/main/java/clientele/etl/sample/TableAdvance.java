package clientele.etl.sample;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Brings one table from one day to a later one, by inserting, updating and deleting rows. */
final class TableAdvance {

  private static final String BEFORE = "sample_before";
  private static final String AFTER = "sample_after";

  private final Engine engine;
  private final SampleDatabase database;
  private final SampleTable table;

  TableAdvance(Engine engine, SampleDatabase database, SampleTable table) {
    this.engine = engine;
    this.database = database;
    this.table = table;
  }

  void advance(Select before, Select after) {
    engine.keep(BEFORE, before);
    engine.keep(AFTER, after);
    List<Column> columns = engine.describe(after);
    delete(columns);
    update(columns);
    insert(columns);
    engine.forget(BEFORE);
    engine.forget(AFTER);
  }

  private void delete(List<Column> columns) {
    send(
        "select before.* from %s as before where not exists (%s)"
            .formatted(BEFORE, sameKey("before", AFTER)),
        named(columns, table.key()),
        "delete from %s where %s".formatted(name(), holes(table.key(), " and ")));
  }

  private void update(List<Column> columns) {
    List<String> others =
        columns.stream().map(Column::name).filter(name -> !table.key().contains(name)).toList();
    List<String> inOrder = new ArrayList<>(others);
    inOrder.addAll(table.key());
    send(
        "select after.* from (select * from %s except select * from %s) as after where exists (%s)"
            .formatted(AFTER, BEFORE, sameKey("after", BEFORE)),
        named(columns, inOrder),
        "update %s set %s where %s"
            .formatted(name(), holes(others, ", "), holes(table.key(), " and ")));
  }

  private void insert(List<Column> columns) {
    send(
        "select after.* from %s as after where not exists (%s)"
            .formatted(AFTER, sameKey("after", BEFORE)),
        columns,
        "insert into %s values (%s)"
            .formatted(
                name(), columns.stream().map(column -> "?").collect(Collectors.joining(", "))));
  }

  private void send(String rows, List<Column> columns, String statement) {
    try (RowSink sink = new BatchSink(database, statement)) {
      engine.scan(Line.of(new Select(rows, Map.of()), columns), Line.class, sink::take);
      sink.finish();
    }
  }

  private String name() {
    return database.name(table.name());
  }

  private String sameKey(String relation, String other) {
    return table.key().stream()
        .map(column -> "other.%s = %s.%s".formatted(column, relation, column))
        .collect(
            Collectors.joining(" and ", "select 1 from %s as other where ".formatted(other), ""));
  }

  private static String holes(List<String> columns, String separator) {
    return columns.stream().map(column -> column + " = ?").collect(Collectors.joining(separator));
  }

  private static List<Column> named(List<Column> columns, List<String> names) {
    return names.stream()
        .map(
            name ->
                columns.stream()
                    .filter(column -> column.name().equals(name))
                    .findFirst()
                    .orElseThrow())
        .toList();
  }
}
