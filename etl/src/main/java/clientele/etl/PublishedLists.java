package clientele.etl;

import clientele.etl.deliver.ListChanges;
import clientele.etl.deliver.Lists;
import clientele.etl.deliver.Words;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Engines;
import clientele.etl.model.Workspace;
import clientele.etl.settings.Settings;
import clientele.etl.store.Publication;
import clientele.failure.Failure;
import clientele.schema.TableContract;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Function;

/** Opens the lists of the last publication, on DuckDB whatever engine built the tables. */
final class PublishedLists {

  private static final String ENGINE = "duckdb";

  private final Warehouse warehouse;

  PublishedLists(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  <T> T use(Function<Lists, T> work) {
    Publication publication = warehouse.requirePublication();
    try (Engine engine = open()) {
      return work.apply(lists(engine, publication));
    }
  }

  /**
   * Writes what changed in one list since the last publication of an earlier date.
   *
   * @throws Failure.Settings where there is no such list, or no earlier date was published
   */
  ListChanges writeChanges(String list, Path file) {
    Publication publication = warehouse.requirePublication();
    Publication earlier = earlier(publication);
    try (Engine engine = open()) {
      register(engine, earlier);
      try (Night night = warehouse.night(earlier, warehouse.store(), ENGINE)) {
        Lists.keepEarlier(engine, night.parameters());
      }
      return lists(engine, publication).writeChanges(list, earlier.asOf(), file);
    }
  }

  private Publication earlier(Publication publication) {
    return warehouse.store().publications().stream()
        .filter(other -> other.asOf().isBefore(publication.asOf()))
        .max(Comparator.comparingLong(Publication::id))
        .orElseThrow(
            () ->
                new Failure.Settings(
                    "changes need a publication of an earlier date to compare with, and that of %s is"
                            .formatted(publication.asOf())
                        + " the first; deliver the whole list, or run another night first"));
  }

  private Lists lists(Engine engine, Publication publication) {
    register(engine, publication);
    try (Night night = warehouse.night(publication, warehouse.store(), ENGINE)) {
      Settings settings = warehouse.settings();
      Words words = new Words(settings.text("language"), settings.text("currency"));
      return new Lists(engine, night.parameters(), words);
    }
  }

  private void register(Engine engine, Publication publication) {
    for (String name : Lists.TABLES) {
      TableContract table = warehouse.models().contracts().require(name);
      engine.register(
          name, warehouse.store().files(Workspace.nameOf(table), publication), table.columns());
    }
  }

  private Engine open() {
    return Engines.open(ENGINE, Night.engineSettings(warehouse.settings(), "lists"));
  }
}
