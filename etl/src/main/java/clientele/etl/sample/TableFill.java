package clientele.etl.sample;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.schema.Column;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Fills one table with the rows of a world. Those of several databases may do so side by side.
 *
 * @param columns of the rows
 */
record TableFill(Engine engine, SampleTable table, Select rows, List<Column> columns) {

  static TableFill of(Engine engine, SampleTable table, Select rows) {
    return new TableFill(engine, table, rows, engine.describe(rows));
  }

  void create(SampleDatabase database) {
    database.create(table, columns);
    try (RowSink sink = sink(database)) {
      engine.scan(Line.of(rows, columns), Line.class, sink::take);
      sink.finish();
    }
    database.complete(table);
  }

  private RowSink sink(SampleDatabase database) {
    String name = database.name(table.name());
    if (database.dialect() == Dialect.POSTGRESQL) {
      return new CopySink(database, name);
    }
    String holes = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
    return new BatchSink(database, "insert into %s values (%s)".formatted(name, holes));
  }
}
