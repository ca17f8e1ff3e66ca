package clientele.etl;

import clientele.etl.check.CheckResult;
import clientele.etl.check.Checks;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Engines;
import clientele.etl.model.Workspace;
import clientele.etl.store.Publication;
import clientele.failure.Failure;
import clientele.schema.TableContract;
import clientele.yaml.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Runs the contract checks again on what is published. */
final class PublishedChecks {

  private final Warehouse warehouse;

  PublishedChecks(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * @param select names of tables parted by commas; empty for all
   */
  List<CheckResult> run(Optional<String> select) {
    Publication publication = warehouse.requirePublication();
    List<TableContract> published =
        warehouse.models().contracts().all().stream()
            .filter(contract -> publication.snapshots().containsKey(Workspace.nameOf(contract)))
            .toList();
    List<TableContract> checked = select.map(names -> named(names, published)).orElse(published);
    try (Engine engine =
            Engines.open(
                warehouse.settings().text("engine"),
                Night.engineSettings(warehouse.settings(), "check"));
        Night night = warehouse.night(publication, warehouse.store(), engine.name())) {
      for (TableContract table : published) {
        engine.register(
            table.name(),
            warehouse.store().files(Workspace.nameOf(table), publication),
            table.columns());
      }
      Checks checks = new Checks(engine, night.parameters());
      return checked.stream().flatMap(table -> checks.check(table).stream()).toList();
    }
  }

  private static List<TableContract> named(String names, List<TableContract> published) {
    List<String> wanted = Arrays.stream(names.split(",", -1)).map(String::strip).toList();
    List<String> known = published.stream().map(TableContract::name).toList();
    List<String> faults = new ArrayList<>();
    for (String name : wanted) {
      if (!known.contains(name)) {
        faults.add(
            "--select: no published table '%s'%s".formatted(name, Nearest.hint(name, known)));
      }
    }
    if (!faults.isEmpty()) {
      throw new Failure.Settings(faults);
    }
    return published.stream().filter(table -> wanted.contains(table.name())).toList();
  }
}
