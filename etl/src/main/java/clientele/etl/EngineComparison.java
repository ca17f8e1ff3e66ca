package clientele.etl;

import clientele.etl.check.TableComparison;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Engines;
import clientele.etl.model.Entity;
import clientele.etl.model.Model;
import clientele.etl.model.Workspace;
import clientele.etl.store.Publication;
import clientele.etl.store.ScratchStore;
import clientele.failure.Failure;
import clientele.schema.TableContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builds every table of the last publication on DuckDB and on Spark, from the same raw rows, and
 * compares the two row for row.
 */
public final class EngineComparison {

  private static final List<String> ENGINES = List.of("duckdb", "spark");

  private final Warehouse warehouse;

  EngineComparison(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * Compares all tables.
   *
   * @param said told what is being built and compared
   * @throws Failure.Settings where nothing is published yet
   */
  public List<TableComparison> run(Consumer<String> said) {
    Publication publication =
        warehouse
            .lastPublication()
            .orElseThrow(
                () ->
                    new Failure.Settings(
                        "nothing is published yet; run 'clientele run nightly --date D' first"));
    Path folder =
        warehouse.settings().path("warehouse.location").resolve("scratch").resolve("compare");
    try (ScratchStore duckdb = scratch(publication, folder, ENGINES.get(0));
        ScratchStore spark = scratch(publication, folder, ENGINES.get(1))) {
      build(publication, duckdb, ENGINES.get(0), said);
      build(publication, spark, ENGINES.get(1), said);
      return compare(publication, duckdb, spark, said);
    }
  }

  private ScratchStore scratch(Publication publication, Path folder, String engine) {
    return new ScratchStore(warehouse.store(), publication, folder.resolve(engine));
  }

  private void build(
      Publication publication, ScratchStore store, String engineName, Consumer<String> said) {
    try (Night night = warehouse.night(publication, store, engineName)) {
      Selection selection = Selection.of(warehouse.models(), warehouse.sources(), Optional.empty());
      TableContract quarantine = warehouse.models().contracts().require("rpt_quarantine");
      night.registerRaw();
      for (Entity entity : selection.entities()) {
        said.accept("%s: stage %s".formatted(engineName, entity.contract().name()));
        night.staging().stage(entity, quarantine);
      }
      for (Model model : selection.models()) {
        said.accept("%s: build %s".formatted(engineName, model.name()));
        night.builder().build(model);
      }
      new Reconciliation(night, selection).run();
    }
  }

  private List<TableComparison> compare(
      Publication publication, ScratchStore duckdb, ScratchStore spark, Consumer<String> said) {
    String branch = warehouse.requestOf(publication).branch();
    List<TableComparison> comparisons = new ArrayList<>();
    try (Engine engine =
        Engines.open(
            ENGINES.get(0), Night.engineSettings(warehouse.settings(), "compare-engine"))) {
      for (TableContract contract : warehouse.models().contracts().all()) {
        if (!duckdb.isCommitted(Workspace.nameOf(contract), branch)) {
          continue;
        }
        said.accept("compare " + contract.name());
        register(engine, "left_rows", contract, duckdb, branch);
        register(engine, "right_rows", contract, spark, branch);
        comparisons.add(TableComparison.of(engine, contract, "left_rows", "right_rows"));
      }
    }
    return comparisons;
  }

  private static void register(
      Engine engine, String name, TableContract contract, ScratchStore store, String branch) {
    engine.register(name, store.files(Workspace.nameOf(contract), branch), contract.columns());
  }
}
