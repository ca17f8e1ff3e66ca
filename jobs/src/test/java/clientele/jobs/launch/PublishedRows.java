package clientele.jobs.launch;

import clientele.etl.Warehouse;
import clientele.etl.check.TableComparison;
import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.model.Workspace;
import clientele.etl.settings.Settings;
import clientele.etl.store.Publication;
import clientele.etl.store.TableName;
import clientele.schema.TableContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the newest publication of a project holds. */
final class PublishedRows {

  private PublishedRows() {}

  static List<Publication> publications(Path project) {
    try (Warehouse warehouse = Warehouse.open(settings(project), InstantSource.system())) {
      return warehouse.store().publications();
    }
  }

  /**
   * Says which published tables two projects do not have alike.
   *
   * @param scratch a folder to compare in
   */
  static List<String> differences(Path one, Path other, Path scratch) {
    List<String> differences = new ArrayList<>();
    try (Warehouse left = Warehouse.open(settings(one), InstantSource.system());
        Warehouse right = Warehouse.open(settings(other), InstantSource.system());
        Engine engine = Engines.open("duckdb", EngineSettings.defaults(scratch))) {
      Set<TableName> onlyInOne = new TreeSet<>(tables(left).keySet());
      onlyInOne.addAll(tables(right).keySet());
      onlyInOne.removeIf(name -> tables(left).containsKey(name) && tables(right).containsKey(name));
      onlyInOne.forEach(name -> differences.add("only one has " + name));
      for (TableContract contract : left.models().contracts().all()) {
        TableName name = Workspace.nameOf(contract);
        if (tables(left).containsKey(name) && tables(right).containsKey(name)) {
          register(engine, "left_rows", contract, left);
          register(engine, "right_rows", contract, right);
          TableComparison comparison =
              TableComparison.of(engine, contract, "left_rows", "right_rows");
          if (!comparison.isEqual()) {
            differences.add(comparison.toString());
          }
        }
      }
    }
    return differences;
  }

  private static void register(
      Engine engine, String name, TableContract contract, Warehouse warehouse) {
    Publication publication = warehouse.lastPublication().orElseThrow();
    engine.register(
        name, warehouse.store().files(Workspace.nameOf(contract), publication), contract.columns());
  }

  private static Map<TableName, Long> tables(Warehouse warehouse) {
    return warehouse.lastPublication().orElseThrow().snapshots();
  }

  static Settings settings(Path project) {
    return Settings.read(project, Map.of(), Map.of());
  }
}
