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
import clientele.schema.Layer;
import clientele.schema.TableContract;
import clientele.schema.TableKind;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where one run builds its tables: an engine that reads what the run's branch holds, and a store
 * that takes what the engine writes. Threads may build different tables side by side.
 *
 * @param parameters {@code as_of}, {@code as_of_begin}, {@code as_of_end}, {@code run_id} and the
 *     settings
 */
public final class Workspace {

  private final Engine engine;
  private final Store store;
  private final String branch;
  private final Map<String, Object> parameters;
  private final boolean allowEmpty;
  private final Set<String> registered = new HashSet<>();

  public Workspace(
      Engine engine,
      Store store,
      String branch,
      Map<String, Object> parameters,
      boolean allowEmpty) {
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

  /** A SELECT with the run's parameters. */
  public Select select(String sql) {
    return new Select(sql, parameters);
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
    TableName table = nameOf(contract);
    List<FieldColumn> columns = store.ensure(table, contract.columns());
    Written written = engine.write(select, columns, store.newDirectory(table), List.of());
    refuseEmpty(contract, written);
    store.commit(table, branch, change(contract, written), properties);
    registerAnew(contract);
    return written.rows();
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

  private void refuseEmpty(TableContract contract, Written written) {
    boolean isEntity = contract.layer() == Layer.STAGING && contract.name().startsWith("stg_");
    if ((isEntity || contract.layer() == Layer.STAR)
        && !allowEmpty
        && contract.kind() != TableKind.SNAPSHOT
        && written.rows() == 0
        && rows(contract) > 0) {
      throw new Failure.Contract(
          "%s would become empty, it has %,d rows; if that is right, run again with --allow-empty"
              .formatted(contract.name(), rows(contract)));
    }
  }
}
