package clientele.etl.store;

import clientele.etl.engine.FieldColumn;
import clientele.failure.Failure;
import clientele.schema.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/**
 * The store on Iceberg tables of local Parquet files, with catalog and publications in one metadata
 * database. Threads may use it side by side.
 */
public final class IcebergStore implements Store {

  private final MetadataDatabase database;
  private final Publications publications;
  private final InstantSource clock;
  private final Runnable afterEachCommit;
  private final Optional<PastGround> past;
  private final CatalogOnce opened;

  /**
   * @param clock stamps publications
   */
  public IcebergStore(LocationSettings location, InstantSource clock) {
    this(location, clock, () -> {});
  }

  /**
   * @param afterEachCommit told whenever something was made to last; a test dies there
   */
  IcebergStore(LocationSettings location, InstantSource clock, Runnable afterEachCommit) {
    this.database = new MetadataDatabase(location);
    this.publications = new Publications(database);
    this.clock = clock;
    this.afterEachCommit = afterEachCommit;
    this.past = Optional.empty();
    this.opened = new CatalogOnce(database);
  }

  private IcebergStore(IcebergStore present, PastGround past) {
    this.database = present.database;
    this.publications = present.publications;
    this.clock = present.clock;
    this.afterEachCommit = present.afterEachCommit;
    this.past = Optional.of(past);
    this.opened = present.opened;
  }

  /**
   * The store as a run of this business date needs it. Where a later date is published, that is the
   * past: the run stands on what the last night before its date published, all versions of raw rows
   * are there, and its publication is one beside those of later dates. Closed with this store.
   */
  public Store at(LocalDate asOf) {
    return publications
        .last()
        .filter(last -> last.asOf().isAfter(asOf))
        .<Store>map(last -> new IcebergStore(this, new PastGround(last, publications.before(asOf))))
        .orElse(this);
  }

  @Override
  public void prepare(String branch) {
    guarded(
        () -> {
          Optional<Publication> last = publications.last();
          long highestId = publications.highestId();
          for (TableName name : catalog().tables()) {
            Table table = catalog().require(name);
            if (new Preparation(name, table, branch, last, highestId, past).commit()) {
              afterEachCommit.run();
            }
          }
          return null;
        });
  }

  @Override
  public List<TableName> tables() {
    return guarded(() -> catalog().tables());
  }

  @Override
  public List<FieldColumn> ensure(TableName name, List<Column> columns) {
    return guarded(
        () -> {
          Optional<Table> existing = catalog().find(name);
          Table table = existing.orElseGet(() -> catalog().create(name, columns));
          if (existing.isPresent()) {
            new SchemaGrowth(name, table).growTo(columns);
          }
          afterEachCommit.run();
          return columns.stream()
              .map(column -> new FieldColumn(fieldId(table, column), column))
              .toList();
        });
  }

  private static int fieldId(Table table, Column column) {
    return table.schema().findField(column.name()).fieldId();
  }

  @Override
  public Path newDirectory(TableName table) {
    return guarded(
        () -> catalog().folder(table).resolve("data").resolve(UUID.randomUUID().toString()));
  }

  @Override
  public void commit(TableName name, String branch, Change change, Map<String, String> properties) {
    guarded(
        () -> {
          new BranchCommit(name, catalog().require(name), branch, past).commit(change, properties);
          afterEachCommit.run();
          return null;
        });
  }

  @Override
  public List<Column> columns(TableName name) {
    return guarded(
        () ->
            catalog()
                .find(name)
                .map(table -> IcebergTypes.columns(table.schema()))
                .orElse(List.of()));
  }

  @Override
  public List<Path> files(TableName name, String branch) {
    return guarded(
        () ->
            catalog()
                .find(name)
                .flatMap(table -> seenBy(branch, name, table).map(id -> files(table, id)))
                .orElse(List.of()));
  }

  @Override
  public List<Path> files(TableName name, Publication publication) {
    Long id = publication.snapshots().get(name);
    return id == null ? List.of() : guarded(() -> files(catalog().require(name), id));
  }

  @Override
  public OptionalLong snapshot(TableName name, String branch) {
    return guarded(
        () ->
            catalog()
                .find(name)
                .flatMap(table -> seenBy(branch, name, table))
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty()));
  }

  @Override
  public Optional<List<Path>> filesAt(TableName name, long snapshot) {
    return guarded(
        () ->
            catalog()
                .find(name)
                .filter(table -> table.snapshot(snapshot) != null)
                .map(table -> files(table, snapshot)));
  }

  @Override
  public long rows(TableName name, String branch) {
    return guarded(
        () ->
            catalog()
                .find(name)
                .flatMap(table -> seenBy(branch, name, table).map(id -> rows(table, id)))
                .orElse(0L));
  }

  @Override
  public OptionalLong rows(TableName name, Publication publication) {
    Long id = publication.snapshots().get(name);
    return id == null
        ? OptionalLong.empty()
        : OptionalLong.of(guarded(() -> rows(catalog().require(name), id)));
  }

  @Override
  public Map<String, String> properties(TableName name, String branch) {
    return guarded(
        () ->
            catalog()
                .find(name)
                .flatMap(table -> seenBy(branch, name, table).map(id -> snapshot(table, id)))
                .map(BranchCommit::properties)
                .orElse(Map.of()));
  }

  @Override
  public boolean isCommitted(TableName name, String branch) {
    return guarded(
        () -> catalog().find(name).map(table -> table.refs().containsKey(branch)).orElse(false));
  }

  @Override
  public Publication publish(String branch, String runId, LocalDate asOf) {
    return guarded(
        () ->
            new Publisher(catalog(), publications, clock, afterEachCommit)
                .publish(branch, runId, asOf, past));
  }

  @Override
  public Maintained maintain(int keptPublications) {
    return guarded(
        () -> new Maintenance(catalog(), publications, afterEachCommit).run(keptPublications));
  }

  @Override
  public Optional<Publication> lastPublication() {
    return publications.last();
  }

  @Override
  public List<Publication> publications() {
    return publications.all();
  }

  @Override
  public List<QuarantineDecision> decisions() {
    return new QuarantineDecisions(database).all();
  }

  @Override
  public void decide(List<QuarantineDecision> decisions) {
    new QuarantineDecisions(database).add(decisions);
  }

  @Override
  public void close() {
    if (past.isEmpty()) {
      opened.close();
      database.close();
    }
  }

  private Catalog catalog() {
    return opened.get();
  }

  private Optional<Long> seenBy(String branch, TableName name, Table table) {
    SnapshotRef ref = table.refs().get(branch);
    if (ref != null) {
      return Optional.of(ref.snapshotId());
    }
    return past.isPresent()
        ? past.get().snapshot(name)
        : publications.last().map(publication -> publication.snapshots().get(name));
  }

  private static Snapshot snapshot(Table table, long id) {
    Snapshot snapshot = table.snapshot(id);
    if (snapshot == null) {
      throw new Failure.Settings(
          "table %s no longer has snapshot %d: it has expired. Ask for a newer publication"
              .formatted(table.name(), id));
    }
    return snapshot;
  }

  private static long rows(Table table, long id) {
    return Long.parseLong(snapshot(table, id).summary().get(SnapshotSummary.TOTAL_RECORDS_PROP));
  }

  /** Straight from the manifests: a scan's planning waits in steps of 10 milliseconds. */
  private static List<Path> files(Table table, long id) {
    List<Path> files = new ArrayList<>();
    for (ManifestFile manifest : snapshot(table, id).dataManifests(table.io())) {
      try (CloseableIterable<String> paths =
          ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
        paths.forEach(path -> files.add(Path.of(path)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files.stream().sorted().toList();
  }

  private <R> R guarded(Supplier<R> work) {
    try {
      return work.get();
    } catch (UncheckedSQLException
        | NotFoundException
        | CommitFailedException
        | RuntimeIOException e) {
      throw IcebergFailures.of(e, database);
    }
  }
}
