package clientele.jobs.launch;

import clientele.etl.Warehouse;
import clientele.etl.check.TableComparison;
import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.model.Models;
import clientele.etl.model.Workspace;
import clientele.etl.settings.Settings;
import clientele.etl.store.Publication;
import clientele.etl.store.TableName;
import clientele.schema.TableContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return differences(one, other, Optional.empty(), scratch);
  }

  /**
   * As {@link #differences(Path, Path, Path)}, of a business date; without what the tables about
   * runs tell of how the rows came.
   */
  static List<String> differencesAsOf(LocalDate asOf, Path one, Path other, Path scratch) {
    return differences(one, other, Optional.of(asOf), scratch);
  }

  private static List<String> differences(
      Path one, Path other, Optional<LocalDate> asOf, Path scratch) {
    List<String> differences = new ArrayList<>();
    try (Warehouse left = Warehouse.open(settings(one), InstantSource.system());
        Warehouse right = Warehouse.open(settings(other), InstantSource.system());
        Engine engine = Engines.open("duckdb", EngineSettings.defaults(scratch))) {
      Publication ofLeft = publication(left, asOf);
      Publication ofRight = publication(right, asOf);
      Set<TableName> inLeft = ofLeft.snapshots().keySet();
      Set<TableName> inRight = ofRight.snapshots().keySet();
      Set<TableName> onlyInOne = new TreeSet<>(inLeft);
      onlyInOne.addAll(inRight);
      onlyInOne.removeIf(name -> name.isRaw() || (inLeft.contains(name) && inRight.contains(name)));
      onlyInOne.forEach(name -> differences.add("only one has " + name));
      for (TableContract contract : left.models().contracts().all()) {
        TableName name = Workspace.nameOf(contract);
        boolean isCompared = asOf.isEmpty() || !Models.isAboutRuns(contract);
        if (isCompared && inLeft.contains(name) && inRight.contains(name)) {
          register(engine, "left_rows", contract, left, ofLeft);
          register(engine, "right_rows", contract, right, ofRight);
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
      Engine engine,
      String name,
      TableContract contract,
      Warehouse warehouse,
      Publication publication) {
    engine.register(
        name, warehouse.store().files(Workspace.nameOf(contract), publication), contract.columns());
  }

  private static Publication publication(Warehouse warehouse, Optional<LocalDate> asOf) {
    return warehouse.store().publications().stream()
        .filter(publication -> asOf.isEmpty() || publication.asOf().equals(asOf.get()))
        .findFirst()
        .orElseThrow();
  }

  static Settings settings(Path project) {
    return Settings.read(project, Map.of(), Map.of());
  }
}
