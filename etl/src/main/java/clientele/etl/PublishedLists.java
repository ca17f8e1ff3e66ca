package clientele.etl;

import clientele.etl.deliver.Lists;
import clientele.etl.deliver.Words;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Engines;
import clientele.etl.model.Workspace;
import clientele.etl.settings.Settings;
import clientele.etl.store.Publication;
import clientele.schema.TableContract;
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
    try (Engine engine = Engines.open(ENGINE, Night.engineSettings(warehouse.settings(), "lists"));
        Night night = warehouse.night(publication, warehouse.store(), ENGINE)) {
      for (String name : Lists.TABLES) {
        TableContract table = warehouse.models().contracts().require(name);
        engine.register(
            name, warehouse.store().files(Workspace.nameOf(table), publication), table.columns());
      }
      Settings settings = warehouse.settings();
      Words words = new Words(settings.text("language"), settings.text("currency"));
      return work.apply(new Lists(engine, night.parameters(), words));
    }
  }
}
