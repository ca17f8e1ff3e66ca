package clientele.etl.extract;

import clientele.failure.Failure;
import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads one table of a source into its landing folder. */
final class TableReading {

  private final SourceConnection way;
  private final TableDefinition table;
  private final ExtractRun run;
  private final Releases releases;
  private final LandingFolder folder;
  private final Duration pause;
  private final String where;

  /** What is known of a table before its rows are read. */
  private record Opened(
      List<Column> columns, List<Column> found, boolean hasFiles, List<Slice> slices) {}

  TableReading(
      SourceConnection way,
      TableDefinition table,
      ExtractRun run,
      Releases releases,
      LandingFolder folder,
      Duration pause) {
    this.way = way;
    this.table = table;
    this.run = run;
    this.releases = releases;
    this.folder = folder;
    this.pause = pause;
    this.where = way.source().name() + "." + table.name();
  }

  /**
   * @param watermark where to read on, empty for the whole table
   * @param raw the source's own columns that the raw table has
   * @throws SQLException where the database was not reached or went away, after retries
   */
  SourceTable read(Optional<String> watermark, List<Column> raw, Progress progress)
      throws SQLException {
    SliceReads.Opener opener = () -> way.open(table, watermark, raw);
    Opened opened = retried(opener, reader -> open(reader, watermark, raw));
    SliceReads.Arrivals arrivals = new SliceReads.Arrivals(progress, way.throttle());
    SliceReads.Lander lander =
        slice ->
            new Landing(
                opened.found(),
                table,
                releases,
                folder.path(),
                slice,
                way.throttle().step(),
                arrivals::arrived);
    Landed landed =
        new SliceReads(
                opener, lander, folder, watermarkType(opened.found()), pause, way.readers(table))
            .read(opened.slices(), watermark);
    boolean isEmpty = landed.read() == 0 && retried(opener, TableReader::isEmpty);
    return new SourceTable(opened.columns(), opened.found(), opened.hasFiles(), landed, isEmpty);
  }

  /**
   * Whether the source was put back to an older state, so that the table must be read whole.
   *
   * @throws Failure.Contract where source.yml does not say that this may be
   */
  boolean hasFallenBack(Optional<String> watermark, List<Column> raw) throws SQLException {
    boolean hasFallenBack =
        retried(
            () -> way.open(table, watermark, raw),
            reader -> {
              RawSchema.checkNames(where, table, reader.columns(), reader.hasFiles());
              return reader.hasFallenBack() && !reader.isEmpty();
            });
    if (hasFallenBack && !table.comparesKeys() && !table.mayFallBack()) {
      throw new Failure.Contract(
          ("%s: the source was read up to %s %s, but has no row from there on any more: it was put"
                  + " back to an older state, or its newest rows were deleted. Nothing was loaded. If"
                  + " that is so, add 'restored: read' to the table in source.yml for one night: it is"
                  + " read whole, and rows that it no longer has count as deleted")
              .formatted(where, table.watermark().orElseThrow(), watermark.orElseThrow()));
    }
    return hasFallenBack;
  }

  /**
   * Finds the keys that the source no longer has.
   *
   * @return how many keys it has that nobody knew
   */
  long compare(KnownKeys known, Optional<String> watermark, List<Column> raw) throws SQLException {
    return retried(
        () -> way.open(table, watermark, raw),
        reader -> known.compare(reader.keys().orElseThrow(), folder));
  }

  /**
   * How the source's columns differ from those of the raw table; no row is read.
   *
   * @throws Failure.Contract where the table cannot be read so
   */
  ColumnDrift look(List<Column> raw) throws SQLException {
    return retried(
        () -> way.open(table, Optional.empty(), raw),
        reader -> {
          RawSchema.checkNames(where, table, reader.columns(), reader.hasFiles());
          RawSchema.settle(where, reader.columns(), raw);
          return ColumnDrift.between(reader.given(), raw);
        });
  }

  private Optional<ColumnType> watermarkType(List<Column> found) {
    return found.stream()
        .filter(column -> table.watermark().equals(Optional.of(column.name())))
        .map(Column::type)
        .findFirst();
  }

  private Opened open(TableReader reader, Optional<String> watermark, List<Column> raw)
      throws SQLException {
    List<Column> found = reader.columns();
    RawSchema.checkNames(where, table, found, reader.hasFiles());
    List<Column> columns = RawSchema.settle(where, found, raw);
    String identity =
        String.join(
            "\n",
            run.runId(),
            watermark.orElse(""),
            table.toString(),
            found.toString(),
            String.join(" ", releases.faults().stream().sorted().toList()));
    List<Slice> slices = folder.resume(identity);
    if (slices.isEmpty()) {
      slices = reader.slices();
      if (slices.size() > 1) {
        folder.plan(identity, slices);
      }
    } else if (table.watermark().isEmpty()) {
      // They are of another moment than those that are missing.
      slices.forEach(folder::forget);
    }
    return new Opened(columns, found, reader.hasFiles(), slices);
  }

  private interface Question<T> {
    T of(TableReader reader) throws SQLException;
  }

  private <T> T retried(SliceReads.Opener opener, Question<T> question) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try (TableReader reader = opener.open()) {
        return question.of(reader);
      } catch (SQLException exception) {
        if (attempt == SliceReads.TRIES || !JdbcConnector.isTransient(exception)) {
          throw exception;
        }
        SliceReads.pause(pause, attempt);
      }
    }
  }
}
