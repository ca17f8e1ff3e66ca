package clientele.etl.extract;

import clientele.etl.engine.Engine;
import clientele.etl.store.Store;
import clientele.etl.store.TableName;
import clientele.failure.Failure;
import clientele.schema.Column;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Extracts source tables into raw tables. Several sources may be extracted at once, each by one
 * thread at a time: they are read side by side, and what was read is loaded one table after
 * another.
 */
public final class Extractor implements AutoCloseable {

  private final Engine engine;
  private final Store store;
  private final Path scratch;
  private final double quarantinedShare;
  private final UnaryOperator<String> environment;
  private final Duration pause;
  private final Map<SourceDefinition, SourceConnection> ways = new ConcurrentHashMap<>();

  /** Held by whoever uses the quarantine, which all tables share. */
  private final Object loading = new Object();

  /**
   * @param scratch folder for rows on their way; what a killed run left there is overwritten
   * @param quarantinedShare 0 to 1: a table with more refused rows is refused
   */
  public Extractor(Engine engine, Store store, Path scratch, double quarantinedShare) {
    this(engine, store, scratch, quarantinedShare, System::getenv, Duration.ofSeconds(1));
  }

  /**
   * @param environment value of an environment variable, null where it is not set
   * @param pause before the second try to reach a source, doubled before each further one
   */
  public Extractor(
      Engine engine,
      Store store,
      Path scratch,
      double quarantinedShare,
      UnaryOperator<String> environment,
      Duration pause) {
    this.engine = engine;
    this.store = store;
    this.scratch = scratch;
    this.quarantinedShare = quarantinedShare;
    this.environment = environment;
    this.pause = pause;
  }

  /** Whether this run has extracted the table already. */
  public boolean isDone(SourceDefinition source, TableDefinition table, ExtractRun run) {
    return store.isCommitted(RawTables.name(source.name(), table.name()), run.branch());
  }

  /**
   * Looks at the columns of all tables that this run is to read, before it reads any row.
   *
   * @return what a person should know: new columns, and what became of others, by table
   * @throws Failure.Contract with everything that is missing or retyped, of all tables
   */
  public List<String> look(List<SourceDefinition> sources, ExtractRun run) {
    List<String> notes = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (SourceDefinition source : sources) {
      try (SourceConnection connection = new SourceConnection(source, environment)) {
        for (TableDefinition table : source.tables()) {
          if (isToBeRead(source, table, run)) {
            try {
              look(connection, table, run)
                  .forEach(note -> notes.add(source.name() + "." + table.name() + ": " + note));
            } catch (Failure.Contract failure) {
              faults.add(failure.getMessage());
            }
          }
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new Failure.Contract(String.join("\n", faults));
    }
    return notes;
  }

  private boolean isToBeRead(SourceDefinition source, TableDefinition table, ExtractRun run) {
    TableName name = RawTables.name(source.name(), table.name());
    return !isDone(source, table, run)
        && ExtractProperties.businessDate(store.properties(name, run.branch()))
            .filter(last -> last.isAfter(run.businessDate()))
            .isEmpty();
  }

  private List<String> look(SourceConnection connection, TableDefinition table, ExtractRun run) {
    TableName name = RawTables.name(connection.source().name(), table.name());
    TableReading reading =
        new TableReading(
            connection,
            table,
            run,
            new Releases(connection.source().name(), table.name(), Set.of()),
            new LandingFolder(scratch.resolve("landing").resolve(name.name())),
            pause);
    try {
      return reading.look(RawColumns.own(store.columns(name))).notes(table);
    } catch (SQLException exception) {
      throw connection.failure(exception);
    }
  }

  /**
   * Extracts one table, unless this run has done so: then it returns what that attempt did. A
   * source that was read for a later business date is not read: it cannot tell its past.
   */
  public TableExtract extract(
      SourceDefinition source, TableDefinition table, ExtractRun run, Progress progress) {
    TableName name = RawTables.name(source.name(), table.name());
    Map<String, String> last = store.properties(name, run.branch());
    if (store.isCommitted(name, run.branch())) {
      return ExtractProperties.read(source.name(), table.name(), last);
    }
    Optional<String> watermark =
        table.watermark().map(unused -> last.get(ExtractProperties.WATERMARK));
    Optional<LocalDate> lastDate = ExtractProperties.businessDate(last);
    if (lastDate.isPresent() && lastDate.get().isAfter(run.businessDate())) {
      return new TableExtract(source.name(), table.name(), 0, 0, 0, 0, 0, watermark);
    }
    LandingFolder folder = new LandingFolder(scratch.resolve("landing").resolve(name.name()));
    try {
      TableExtract extract = extract(source, table, run, folder, watermark, progress);
      if (table.equals(source.tables().get(source.tables().size() - 1))) {
        close(source);
      }
      return extract;
    } catch (RuntimeException failure) {
      close(source, failure);
      throw failure;
    }
  }

  private TableExtract extract(
      SourceDefinition source,
      TableDefinition table,
      ExtractRun run,
      LandingFolder folder,
      Optional<String> watermark,
      Progress progress) {
    TableName name = RawTables.name(source.name(), table.name());
    List<Column> raw = RawColumns.own(store.columns(name));
    RefusedRows refused = new RefusedRows(engine, store, run);
    Releases releases = refused.releases(source.name(), table.name());
    TableReading reading = new TableReading(way(source), table, run, releases, folder, pause);
    boolean isReadWhole = watermark.isPresent() && wereReadOtherwise(refused, source, table);
    Optional<String> from = isReadWhole ? Optional.empty() : watermark;
    try (KnownKeys known = new KnownKeys(engine, store, run, source.name(), table)) {
      boolean hasFallenBack = from.isPresent() && reading.hasFallenBack(from, raw);
      Optional<String> start = hasFallenBack ? Optional.empty() : from;
      SourceTable read = reading.read(start, raw, progress);
      refuseEmpty(source.name() + "." + table.name(), name, run, read, watermark);
      Optional<String> gone = Optional.empty();
      if (hasFallenBack || (table.comparesKeys() && watermark.isPresent())) {
        note(known, read);
        long unknown = reading.compare(known, start, raw);
        if (unknown > 0 && start.isPresent()) {
          // They were committed so late that the watermark had left them behind.
          read = reading.read(Optional.empty(), raw, progress);
          note(known, read);
          reading.compare(known, Optional.empty(), raw);
        }
        gone = Optional.of(known.gone());
      }
      TableExtract extract;
      synchronized (loading) {
        Landed all =
            refused
                .replay(source, table, read.found(), read.landed(), releases, folder.path())
                .map(read.landed()::plus)
                .orElse(read.landed());
        extract =
            new RawLoader(engine, store, run, quarantinedShare)
                .load(source, table, read.with(all), watermark, gone);
      }
      folder.delete();
      return extract;
    } catch (SQLException exception) {
      throw way(source).failure(exception);
    } catch (Failure.Contract | Failure.Settings failure) {
      folder.delete();
      throw failure;
    }
  }

  private boolean wereReadOtherwise(
      RefusedRows refused, SourceDefinition source, TableDefinition table) {
    synchronized (loading) {
      return refused.wereReadOtherwise(source.name(), table);
    }
  }

  private void note(KnownKeys known, SourceTable read) {
    synchronized (loading) {
      known.note(read);
    }
  }

  /** All tables of a source are read over one way, so that they can be seen as of one moment. */
  private SourceConnection way(SourceDefinition source) {
    return ways.computeIfAbsent(source, other -> new SourceConnection(other, environment));
  }

  /** Lets go of the sources that were not read to their last table. */
  @Override
  public void close() {
    List.copyOf(ways.keySet()).forEach(this::close);
  }

  private void close(SourceDefinition source) {
    SourceConnection way = ways.remove(source);
    if (way != null) {
      way.close();
    }
  }

  private void close(SourceDefinition source, RuntimeException failure) {
    try {
      close(source);
    } catch (RuntimeException another) {
      failure.addSuppressed(another);
    }
  }

  private void refuseEmpty(
      String where, TableName name, ExtractRun run, SourceTable read, Optional<String> watermark) {
    long known = store.rows(name, run.branch());
    boolean isEmpty = read.landed().read() == 0 && (watermark.isEmpty() || read.isEmpty());
    if (isEmpty && known > 0 && !run.allowEmpty()) {
      throw new Failure.Contract(
          ("%s: the source gives no rows, but the raw table holds %,d row versions. Nothing was"
                  + " loaded. If the table is really empty now, run again with --allow-empty")
              .formatted(where, known));
    }
  }

  /** Tries to open every table of a source, reading no rows. */
  public List<SourceTest> test(SourceDefinition source) {
    List<SourceTest> tests = new ArrayList<>();
    for (TableDefinition table : source.tables()) {
      tests.add(test(source, table));
    }
    return tests;
  }

  private SourceTest test(SourceDefinition source, TableDefinition table) {
    String where = source.name() + "." + table.name();
    List<Column> raw = RawColumns.own(store.columns(RawTables.name(source.name(), table.name())));
    try (SourceConnection connection = new SourceConnection(source, environment)) {
      try (TableReader reader = connection.open(table, Optional.empty(), raw)) {
        RawSchema.checkNames(where, table, reader.columns(), reader.hasFiles());
        List<String> told = new ArrayList<>();
        told.add(RawSchema.settle(where, reader.columns(), raw).size() + " columns");
        told.addAll(ColumnDrift.between(reader.given(), raw).notes(table));
        return new SourceTest(source.name(), table.name(), true, String.join("; ", told));
      } catch (SQLException exception) {
        throw connection.failure(exception);
      }
    } catch (Failure failure) {
      return new SourceTest(source.name(), table.name(), false, failure.getMessage());
    }
  }
}
