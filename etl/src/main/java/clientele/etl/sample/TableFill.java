package clientele.etl.sample;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.schema.Column;
import java.util.List;
import java.util.stream.Collectors;

/** Fills one table with the rows of a world. */
final class TableFill {

  private final Engine engine;
  private final SampleDatabase database;
  private final SampleTable table;

  TableFill(Engine engine, SampleDatabase database, SampleTable table) {
    this.engine = engine;
    this.database = database;
    this.table = table;
  }

  void create(Select rows) {
    List<Column> columns = engine.describe(rows);
    database.create(table, columns);
    try (RowSink sink = sink(columns)) {
      engine.scan(Line.of(rows, columns), Line.class, sink::take);
      sink.finish();
    }
    database.complete(table);
  }

  private RowSink sink(List<Column> columns) {
    String name = database.name(table.name());
    if (database.dialect() == Dialect.POSTGRESQL) {
      return new CopySink(database, name);
    }
    String holes = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
    return new BatchSink(database, "insert into %s values (%s)".formatted(name, holes));
  }
}
