package clientele.etl;

import clientele.etl.extract.SourceDefinition;
import clientele.etl.model.Entity;
import clientele.etl.model.Model;
import clientele.etl.model.Models;
import clientele.etl.model.Staging;
import clientele.etl.model.Workspace;
import clientele.etl.settings.Settings;
import clientele.etl.store.Publication;
import clientele.etl.store.ScratchStore;
import clientele.etl.store.Store;
import clientele.etl.store.TableName;
import clientele.schema.TableContract;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What tables that remember the night before had after earlier nights, made from raw rows alone:
 * the nights are gone through in their order, each with all that these tables are made from.
 */
final class History implements AutoCloseable {

  private static final String NAME = "history";

  private final Settings settings;
  private final Models models;
  private final Selection needed;
  private final ScratchStore store;

  /**
   * @param wanted the models of the rebuild
   */
  History(Warehouse warehouse, Store base, Publication publication, List<Model> wanted) {
    this.settings = warehouse.settings();
    this.models = warehouse.models();
    this.needed = needed(warehouse, wanted);
    Path folder = settings.path("warehouse.location").resolve("scratch").resolve(NAME);
    this.store = ScratchStore.bare(base, publication, folder);
  }

  /** The tables among models that remember the night before: type 2, and what reads itself. */
  static List<TableContract> tables(List<Model> models) {
    return models.stream().filter(Model::remembers).map(Model::contract).toList();
  }

  /** Those that these tables are made from, and these. */
  private static Selection needed(Warehouse warehouse, List<Model> wanted) {
    Set<String> names = new LinkedHashSet<>();
    tables(wanted).forEach(contract -> add(warehouse.models(), contract.name(), names));
    Selection all = Selection.of(warehouse.models(), warehouse.sources(), Optional.empty());
    return new Selection(
        all.sources(),
        all.entities().stream().filter(entity -> names.contains(entity.contract().name())).toList(),
        all.models().stream().filter(model -> names.contains(model.name())).toList());
  }

  private static void add(Models models, String name, Set<String> names) {
    if (names.add(name)) {
      models
          .contracts()
          .require(name)
          .lookups()
          .forEach(truth -> add(models, truth.table(), names));
      models
          .find(name)
          .ifPresent(model -> model.inputs().forEach(input -> add(models, input, names)));
    }
  }

  /** Goes through one night. */
  void live(LocalDate date, List<SourceDefinition> sources) {
    store.next();
    RunRequest request = new RunRequest(date, NAME, NAME, true, Optional.empty(), true);
    try (Night night =
        new Night(settings, store, models, sources, request, settings.text("engine"))) {
      TableContract quarantine = models.contracts().require("rpt_quarantine");
      night.registerRaw();
      for (Entity entity : needed.entities()) {
        new Staging(night.workspace()).stage(entity, quarantine);
      }
      for (Model model : needed.models()) {
        night.builder().build(model);
      }
    }
  }

  /** The files of a table after the last night that was gone through; none before the first. */
  List<Path> files(TableContract contract) {
    TableName name = Workspace.nameOf(contract);
    return store.files(name, NAME);
  }

  @Override
  public void close() {
    store.close();
  }
}
