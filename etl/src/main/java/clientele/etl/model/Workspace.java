package clientele.etl.model;

import clientele.etl.engine.Engine;
import clientele.etl.engine.FieldColumn;
import clientele.etl.engine.Select;
import clientele.etl.engine.Written;
import clientele.etl.store.Change;
import clientele.etl.store.QuarantineDecision;
import clientele.etl.store.Store;
import clientele.etl.store.TableName;
import clientele.failure.Failure;
import clientele.schema.Column;
import clientele.schema.Layer;
import clientele.schema.TableContract;
import clientele.schema.TableKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where one run builds its tables: an engine that reads what the run's branch holds, and a store
 * that takes what the engine writes. Threads may build different tables side by side.
 *
 * @param parameters {@code as_of}, {@code as_of_begin}, {@code as_of_end}, {@code run_id} and the
 *     settings
 */
public final class Workspace {

  private static final Set<String> DATES = Set.of("as_of", "as_of_begin", "as_of_end", "run_id");

  private final Engine engine;
  private final Store store;
  private final String branch;
  private final Map<String, Object> parameters;
  private final boolean allowEmpty;
  private final Optional<MadeWhole> madeWhole;
  private final Set<String> registered = new HashSet<>();
  private final Map<String, MovedRows> moved = new ConcurrentHashMap<>();

  public Workspace(
      Engine engine,
      Store store,
      String branch,
      Map<String, Object> parameters,
      boolean allowEmpty) {
    this(engine, store, branch, parameters, allowEmpty, Optional.empty());
  }

  /**
   * @param madeWhole why every table is made whole; empty where changes may do
   */
  public Workspace(
      Engine engine,
      Store store,
      String branch,
      Map<String, Object> parameters,
      boolean allowEmpty,
      Optional<MadeWhole> madeWhole) {
    this.madeWhole = madeWhole;
    this.engine = engine;
    this.store = store;
    this.branch = branch;
    this.parameters = Map.copyOf(parameters);
    this.allowEmpty = allowEmpty;
  }

  public Engine engine() {
    return engine;
  }

  public Map<String, Object> parameters() {
    return parameters;
  }

  /** The faults of rows in quarantine that people let in. */
  public Set<String> releasedFaults() {
    return QuarantineDecision.released(store.decisions());
  }

  /** Why every table is made whole; empty where changes may do. */
  Optional<MadeWhole> madeWhole() {
    return madeWhole;
  }

  /** Whether the next night may go on from what this run makes. */
  boolean isGround() {
    return !madeWhole.equals(Optional.of(MadeWhole.DATE_OF_THE_PAST));
  }

  /** Names what the branch has of a table. */
  OptionalLong snapshot(TableContract contract) {
    return store.snapshot(nameOf(contract), branch);
  }

  /** How a table differs from an earlier state; empty where that is not known any more. */
  Optional<FileChange> since(TableContract contract, long snapshot) {
    return since(store, nameOf(contract), branch, snapshot);
  }

  /** As {@link #since(TableContract, long)}, of any store's table. */
  public static Optional<FileChange> since(
      Store store, TableName table, String branch, long snapshot) {
    return store
        .filesAt(table, snapshot)
        .map(then -> FileChange.between(then, store.files(table, branch)));
  }

  /** Makes files readable under a name. */
  void register(String name, List<Path> files, List<Column> columns) {
    engine.register(name, files, columns);
  }

  /**
   * Makes what the last publication has of a table readable, and the name of each row's file.
   *
   * @return whether it has any file
   */
  boolean registerPublished(String name, TableContract contract, List<Column> hidden) {
    List<Path> files = published(contract);
    engine.registerWithFileNames(name, files, with(contract.columns(), hidden));
    return !files.isEmpty();
  }

  /** Makes some files of what the last publication has of a table readable. */
  void registerPublished(
      String name, TableContract contract, List<Column> hidden, Set<String> fileNames) {
    List<Path> files =
        published(contract).stream()
            .filter(file -> fileNames.contains(file.getFileName().toString()))
            .toList();
    engine.register(name, files, with(contract.columns(), hidden));
  }

  /** The names of the files that the last publication has of a table. */
  Set<String> publishedNames(TableContract contract) {
    return published(contract).stream()
        .map(file -> file.getFileName().toString())
        .collect(Collectors.toSet());
  }

  private List<Path> published(TableContract contract) {
    return store
        .lastPublication()
        .map(last -> store.files(nameOf(contract), last))
        .orElse(List.of());
  }

  private static List<Column> with(List<Column> columns, List<Column> hidden) {
    return Stream.concat(columns.stream(), hidden.stream()).toList();
  }

  /** Text of all that the run was told, but for its date and name. */
  String settings() {
    Map<String, Object> settings = new TreeMap<>(parameters);
    settings.keySet().removeAll(DATES);
    return settings.toString();
  }

  /** A SELECT with the run's parameters. */
  public Select select(String sql) {
    return new Select(sql, parameters);
  }

  /** Whether a SELECT with the run's parameters gives any row. */
  boolean hasRows(String sql) {
    return !engine().show(select(sql), 1).rows().isEmpty();
  }

  /** Where a table is kept. */
  public static TableName nameOf(TableContract contract) {
    return new TableName(contract.layer().name().toLowerCase(Locale.ROOT), contract.name());
  }

  /** Makes a table readable on the engine under its own name, as the branch has it now. */
  public synchronized void register(TableContract contract) {
    if (registered.add(contract.name())) {
      engine.register(contract.name(), store.files(nameOf(contract), branch), contract.columns());
    }
  }

  /** Makes a table readable under its own name with other rows than the branch has. */
  public synchronized void register(TableContract contract, List<Path> files) {
    registered.add(contract.name());
    engine.register(contract.name(), files, contract.columns());
  }

  public boolean isCommitted(TableContract contract) {
    return store.isCommitted(nameOf(contract), branch);
  }

  public long rows(TableContract contract) {
    return store.rows(nameOf(contract), branch);
  }

  public Map<String, String> properties(TableContract contract) {
    return store.properties(nameOf(contract), branch);
  }

  /**
   * Writes a SELECT as the rows of a table, by the table's kind, and makes the result readable.
   *
   * @return the rows written
   * @throws Failure.Contract where nothing would replace something in staging or star
   */
  public long write(TableContract contract, Select select, Map<String, String> properties) {
    return write(contract, List.of(), select, properties, 0);
  }

  /**
   * As {@link #write(TableContract, Select, Map)}, with columns that readers do not see.
   *
   * @param expectedRows decides whether files are cut by month
   */
  long write(
      TableContract contract,
      List<Column> hidden,
      Select select,
      Map<String, String> properties,
      long expectedRows) {
    Written written = files(contract, hidden, select, expectedRows);
    refuseEmpty(contract, written.rows());
    commit(contract, change(contract, written), properties);
    return written.rows();
  }

  /**
   * As {@link #write(TableContract, Select, Map)}, but where the rows are those of the last
   * publication, but for volatile columns, its files stay: whoever reads the table finds it
   * unchanged.
   *
   * @return whether the rows differ
   */
  boolean writeUnlessSame(
      TableContract contract, Select select, Map<String, String> properties, long expectedRows) {
    Written written = files(contract, List.of(), select, expectedRows);
    refuseEmpty(contract, written.rows());
    FileChange change = new FileChange(published(contract), written.files());
    boolean isSame =
        written.rows() == rows(contract)
            && !new TableDifference(this, contract.name(), contract, change).isAny();
    if (isSame) {
      written.files().forEach(Workspace::delete);
    }
    commit(
        contract,
        isSame ? new Change.ReplaceFiles(List.of(), Written.NONE) : change(contract, written),
        properties);
    return !isSame;
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new Failure.Engine("cannot delete %s".formatted(file), e);
    }
  }

  /**
   * Writes rows in place of some files of the last publication.
   *
   * @param replaced names of files
   */
  void rewrite(
      TableContract contract,
      List<Column> hidden,
      Set<String> replaced,
      Select select,
      Map<String, String> properties,
      long rowsAfter) {
    refuseEmpty(contract, rowsAfter);
    Written written = files(contract, hidden, select, rowsAfter);
    List<Path> gone =
        published(contract).stream()
            .filter(file -> replaced.contains(file.getFileName().toString()))
            .toList();
    commit(contract, new Change.ReplaceFiles(gone, written), properties);
  }

  /** Remembers the rows by which a table that this run committed differs from the publication. */
  void rememberMoved(TableContract contract, String gone, String come) {
    FileChange change =
        FileChange.between(published(contract), store.files(nameOf(contract), branch));
    moved.put(contract.name(), new MovedRows(change, gone, come));
  }

  /** The rows of a change of files; empty where only the files tell. */
  Optional<MovedRows> moved(TableContract contract, FileChange change) {
    return Optional.ofNullable(moved.get(contract.name()))
        .filter(rows -> rows.change().equals(change));
  }

  private Written files(
      TableContract contract, List<Column> hidden, Select select, long expectedRows) {
    TableName table = nameOf(contract);
    List<FieldColumn> columns = store.ensure(table, with(contract.columns(), hidden));
    Path directory = store.newDirectory(table);
    long least = ((Number) parameters.getOrDefault("warehouse_month_files_rows", 0)).longValue();
    return contract.eventTime().isPresent() && least > 0 && expectedRows >= least
        ? engine.writeByMonth(select, columns, directory, contract.eventTime().get())
        : engine.write(select, columns, directory, List.of());
  }

  private void commit(TableContract contract, Change change, Map<String, String> properties) {
    store.commit(nameOf(contract), branch, change, properties);
    registerAnew(contract);
  }

  private synchronized void registerAnew(TableContract contract) {
    registered.remove(contract.name());
    register(contract);
  }

  private Change change(TableContract contract, Written written) {
    if (contract.kind() == TableKind.SNAPSHOT) {
      return new Change.ReplaceDate("as_of_date", (LocalDate) parameters.get("as_of"), written);
    }
    return new Change.Replace(written);
  }

  private void refuseEmpty(TableContract contract, long rows) {
    boolean isEntity = contract.layer() == Layer.STAGING && contract.name().startsWith("stg_");
    if ((isEntity || contract.layer() == Layer.STAR)
        && !allowEmpty
        && contract.kind() != TableKind.SNAPSHOT
        && rows == 0
        && rows(contract) > 0) {
      throw new Failure.Contract(
          "%s would become empty, it has %,d rows; if that is right, run again with --allow-empty"
              .formatted(contract.name(), rows(contract)));
    }
  }
}
