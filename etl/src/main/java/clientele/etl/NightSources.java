package clientele.etl;

import clientele.etl.extract.RawTables;
import clientele.etl.model.FileChange;
import clientele.etl.model.SourceTables;
import clientele.etl.model.Units;
import clientele.etl.model.Workspace;
import clientele.etl.store.Store;
import clientele.etl.store.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The raw tables of one night, as staging looks for changes in them. */
final class NightSources implements SourceTables {

  private final Night night;
  private final Map<String, TableName> tables = new LinkedHashMap<>();

  NightSources(Night night) {
    this.night = night;
    RawTables.all(night.store()).forEach(table -> tables.put(table.name(), table));
  }

  private Store store() {
    return night.store();
  }

  @Override
  public Set<String> names() {
    return tables.keySet();
  }

  @Override
  public String columns(String name) {
    return store().columns(tables.get(name)).toString();
  }

  @Override
  public OptionalLong snapshot(String name) {
    return store().snapshot(tables.get(name), night.request().branch());
  }

  @Override
  public Optional<FileChange> since(String name, long snapshot) {
    return Workspace.since(store(), tables.get(name), night.request().branch(), snapshot);
  }

  @Override
  public void defineChanged(String relation, String name, FileChange change) {
    RawTables.changedVersions(
        night.engine(), store(), tables.get(name), relation, change.gone(), change.come());
  }

  @Override
  public void defineFew(String relation, String name, List<String> columns, String units) {
    RawTables.defineFew(
        night.engine(),
        store(),
        tables.get(name),
        relation,
        night.request().asOf(),
        Units.sql(columns),
        units);
  }
}
