package clientele.etl.model;

import clientele.etl.check.CheckResult;
import clientele.etl.check.Checks;
import clientele.etl.engine.Engine;
import clientele.etl.engine.FieldColumn;
import clientele.etl.engine.Select;
import clientele.etl.settings.Settings;
import clientele.schema.Layer;
import clientele.schema.ResourceFolder;
import clientele.schema.TableContract;
import clientele.schema.TableKind;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The star of the village, built table by table as a night does, with its checks. */
final class VillageStar {

  private static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);

  private final Engine engine;
  private final Models models;
  private final Map<String, Object> parameters;
  private final Path folder;
  private int writes;

  VillageStar(Engine engine, Path project) {
    this.engine = engine;
    this.models = Models.read(project);
    this.folder = project.resolve("tables");
    ModelCase night =
        ModelCase.read(
                "night.yml", ResourceFolder.read(VillageStar.class, "village").get("night.yml"))
            .get(0);
    this.parameters = new HashMap<>(Settings.defaults(project).parameters());
    parameters.putAll(night.parameters());
    parameters.put("as_of", AS_OF);
    parameters.put("as_of_begin", AS_OF.atStartOfDay());
    parameters.put("as_of_end", AS_OF.plusDays(1).atStartOfDay());
    parameters.put("run_id", "village");
    models.contracts().all().stream()
        .filter(contract -> contract.layer() == Layer.STAGING || Models.isAboutRuns(contract))
        .forEach(
            contract -> keepRows(contract, night.given().getOrDefault(contract.name(), List.of())));
  }

  /** Builds every table of identity and star from staging. */
  void build() {
    tables().forEach(this::build);
  }

  /** Builds one table again from what its inputs are now. */
  void build(String table) {
    Model model = models.find(table).orElseThrow();
    TableContract contract = model.contract();
    if (model.remembers()) {
      keepRows(contract, List.of());
    }
    Select body = model.body(engine, parameters);
    if (contract.kind() == TableKind.TYPE2) {
      engine.keep(table + "__now", body);
      body = new Select(new Type2(contract).merge(table + "__now", table), parameters);
    }
    write(contract, body);
  }

  /** Replaces a table by a SELECT over {@code before}, its rows as they are. */
  void tamper(String table, String sql) {
    engine.keep("before", Select.of("select * from " + table));
    write(models.contracts().require(table), Select.of(sql));
  }

  /** What the stopping checks of all tables find: table, check and sample rows, one a line. */
  List<String> breaches() {
    Checks checks = new Checks(engine, parameters);
    return tables().stream()
        .flatMap(table -> checks.check(models.contracts().require(table)).stream())
        .filter(CheckResult::stops)
        .map(
            result ->
                "%s: %s: %s"
                    .formatted(result.table().name(), result.check().name(), checks.sample(result)))
        .toList();
  }

  List<List<String>> rows(String sql) {
    return engine.show(Select.of(sql), 1000).rows();
  }

  /** The tables of the star and what they are made from, inputs first. */
  private List<String> tables() {
    Set<String> needed = new HashSet<>();
    models.inOrder().stream()
        .filter(model -> model.contract().layer() == Layer.STAR)
        .forEach(model -> need(model, needed));
    return models.inOrder().stream().map(Model::name).filter(needed::contains).toList();
  }

  private void need(Model model, Set<String> needed) {
    if (needed.add(model.name())) {
      model.inputs().stream()
          .flatMap(input -> models.find(input).stream())
          .forEach(input -> need(input, needed));
    }
  }

  private void keepRows(TableContract contract, List<Map<String, String>> rows) {
    String none = row(contract, Map.of()) + " from (select 1 as one) nothing where one = 0";
    String given =
        rows.stream().map(row -> row(contract, row)).collect(Collectors.joining("\nunion all\n"));
    write(contract, Select.of(rows.isEmpty() ? none : given));
  }

  private static String row(TableContract contract, Map<String, String> row) {
    return contract.columns().stream()
        .map(
            column ->
                "cast(%s as %s) as %s"
                    .formatted(
                        Literals.literal(row.get(column.name())),
                        column.type().sql(),
                        column.name()))
        .collect(Collectors.joining(", ", "select ", ""));
  }

  private void write(TableContract contract, Select select) {
    List<FieldColumn> columns = new ArrayList<>();
    contract.columns().forEach(column -> columns.add(new FieldColumn(columns.size() + 1, column)));
    Path directory = folder.resolve(contract.name() + "-" + writes++);
    engine.register(
        contract.name(),
        engine.write(select, columns, directory, List.of()).files(),
        contract.columns());
  }
}
