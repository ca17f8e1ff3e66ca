package clientele.etl.extract;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.store.QuarantineDecision;
import clientele.etl.store.Store;
import clientele.schema.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of one source table that wait in quarantine for another try. */
final class RefusedRows {

  private record Count(long found) {}

  /** A row as it was written down. */
  record Content(String content, String naturalKey) {}

  private final Engine engine;
  private final Store store;
  private final ExtractRun run;
  private final boolean isThere;

  RefusedRows(Engine engine, Store store, ExtractRun run) {
    this.engine = engine;
    this.store = store;
    this.run = run;
    this.isThere = store.tables().contains(RawTables.QUARANTINE);
  }

  /** What a person let in. */
  Releases releases(String source, String table) {
    return new Releases(source, table, QuarantineDecision.released(store.decisions()));
  }

  /** Whether source.yml says something else of the table than when rows of it were refused. */
  boolean wereReadOtherwise(String source, TableDefinition table) {
    if (!isThere) {
      return false;
    }
    registerQuarantine();
    String sql =
        "select count(*) as found from open_quarantine q where q.source = :source"
            + " and q.table_name = :table_name and q.definition <> :definition";
    return engine.read(new Select(sql, parameters(source, table)), Count.class).get(0).found() > 0;
  }

  /**
   * Reads rows again that the source did not give this time: those that were refused when
   * source.yml said something else, and those that a person released.
   *
   * @param landed what the source gave this time
   * @return empty where there is none
   */
  Optional<Landed> replay(
      SourceDefinition source,
      TableDefinition table,
      List<Column> columns,
      Landed landed,
      Releases releases,
      Path directory) {
    if (!isThere || table.findsDeletes()) {
      return Optional.empty();
    }
    registerQuarantine();
    engine.register("replay_landed", landed.rows(), RawColumns.landed(columns));
    engine.register("replay_refused", landed.quarantine(), Landing.QUARANTINE);
    engine.keep("replay_rows", new Select(waiting(releases), parameters(source.name(), table)));
    try {
      if (engine
              .read(Select.of("select count(*) as found from replay_rows"), Count.class)
              .get(0)
              .found()
          == 0) {
        return Optional.empty();
      }
      return Optional.of(read(source, table, columns, releases, directory.resolve("replayed")));
    } finally {
      List.of("replay_rows", "replay_landed", "replay_refused").forEach(engine::forget);
    }
  }

  private void registerQuarantine() {
    RawTables.quarantine(engine, store, run.branch(), run.businessDate());
  }

  private static String waiting(Releases releases) {
    return """
    select q.content, q.natural_key
    from open_quarantine q
    where q.source = :source and q.table_name = :table_name and q.content is not null
      and (q.definition <> :definition or %s)
      and not exists (select 1 from replay_landed l where l._key = q.natural_key)
      and not exists (select 1 from replay_refused r where r.natural_key = q.natural_key)\
    """
        .formatted(releases.isReleased());
  }

  private Landed read(
      SourceDefinition source,
      TableDefinition table,
      List<Column> columns,
      Releases releases,
      Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RowContent.Reader reader =
        new RowContent.Reader(RawColumns.landed(columns), table, source.timeZone());
    try (Landing landing =
        new Landing(
            columns, table, releases, directory, Slice.WHOLE, Integer.MAX_VALUE, rows -> {})) {
      engine.scan(
          Select.of("select content, natural_key from replay_rows"),
          Content.class,
          row -> {
            Object[] values = reader.read(row.content());
            String file = (String) values[columns.size() + 1];
            Long line = (Long) values[columns.size() + 2];
            landing.row(values, file == null ? "" : file, line == null ? 0 : line);
          });
      return landing.finish();
    }
  }

  private static Map<String, Object> parameters(String source, TableDefinition table) {
    return Map.of(
        "source", source,
        "table_name", table.name(),
        "definition", RawQuarantine.definition(table));
  }
}
