package clientele.etl.model;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.deliver.Lists;
import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.engine.Select;
import clientele.etl.settings.Settings;
import clientele.schema.Column;
import clientele.schema.ResourceFolder;
import clientele.schema.TableContract;
import clientele.schema.TableKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every case of every model, on every engine. {@code -Dmodel=fact_order_line} runs those of one
 * model, {@code -Dengine=duckdb} those on one engine.
 */
class ModelCasesTest {

  private static final double TOLERANCE = 1e-9;

  @TempDir static Path scratch;

  private final Models models = Models.read(scratch);

  @TestFactory
  Stream<DynamicTest> everyCaseHoldsOnDuckDb() {
    return cases("duckdb");
  }

  @TestFactory
  Stream<DynamicTest> everyCaseHoldsOnSpark() {
    return cases("spark");
  }

  private Stream<DynamicTest> cases(String engineName) {
    String only = System.getProperty("model", "");
    if (!System.getProperty("engine", engineName).equals(engineName)) {
      return Stream.empty();
    }
    List<ModelCase> cases = new ArrayList<>();
    ResourceFolder.read(ModelCasesTest.class, "models")
        .forEach((path, text) -> cases.addAll(ModelCase.read(path, text)));
    Engine engine =
        Engines.open(engineName, EngineSettings.defaults(scratch.resolve("engine-" + engineName)));
    Settings.defaults(scratch)
        .lists()
        .forEach((name, rows) -> engine.define("setting_" + name, Literals.rows(rows)));
    return cases.stream()
        .filter(each -> only.isEmpty() || List.of(only.split(",")).contains(each.model()))
        .map(each -> DynamicTest.dynamicTest(each.toString(), () -> run(engine, each)))
        .onClose(engine::close);
  }

  private void run(Engine engine, ModelCase each) {
    Model model = model(each.model());
    model.inputs().forEach(input -> give(engine, input, each));
    give(engine, each.model(), each);
    Map<String, Object> parameters = parameters(each);
    Select body = model.body(engine, parameters);
    if (model.contract().kind() == TableKind.TYPE2) {
      String now = each.model() + "__now";
      engine.keep(now, body);
      body = new Select(new Type2(model.contract()).merge(now, each.model()), parameters);
    }
    engine.keep("case_result", body);
    assertThat(columnsOf(engine))
        .as("columns of " + each.model())
        .containsExactlyInAnyOrderElementsOf(
            model.contract().columns().stream().map(Column::name).toList());
    List<String> columns = comparedColumns(each, model.contract());
    List<List<String>> found =
        engine
            .show(
                Select.of(
                    columns.stream()
                        .map(column -> "cast(%1$s as varchar) as %1$s".formatted(column))
                        .collect(Collectors.joining(", ", "select ", " from case_result"))),
                10_000)
            .rows();
    List<List<String>> extra = new ArrayList<>(found);
    List<Map<String, String>> missing = new ArrayList<>();
    for (Map<String, String> expected : each.expected()) {
      if (!removeFirst(extra, columns, expected)) {
        missing.add(expected);
      }
    }
    assertThat(missing.isEmpty() && extra.isEmpty())
        .as("%s%n  missing %s%n  extra   %s", columns, missing, extra)
        .isTrue();
  }

  /** Of a table that the night writes outside the models, the SELECT that it is written by. */
  private Model model(String table) {
    return table.equals("fact_list_delivery")
        ? new Model.SqlModel(
            models.contracts().require(table), Lists.recordSql(), Lists.RECORDED_FROM, false)
        : models.find(table).orElseThrow();
  }

  /** Rows are alike where they are alike in the columns that the expected row names. */
  private static boolean removeFirst(
      List<List<String>> rows, List<String> columns, Map<String, String> expected) {
    for (List<String> row : rows) {
      boolean isAlike =
          expected.entrySet().stream()
              .allMatch(
                  entry -> isSame(row.get(columns.indexOf(entry.getKey())), entry.getValue()));
      if (isAlike) {
        return rows.remove(row);
      }
    }
    return false;
  }

  private static List<String> columnsOf(Engine engine) {
    return engine.describe(Select.of("select * from case_result")).stream()
        .map(Column::name)
        .toList();
  }

  private static List<String> comparedColumns(ModelCase each, TableContract contract) {
    return each.expected().isEmpty()
        ? contract.key()
        : each.expected().stream().flatMap(row -> row.keySet().stream()).distinct().toList();
  }

  private void give(Engine engine, String table, ModelCase each) {
    TableContract contract = models.contracts().require(table);
    List<Map<String, String>> rows = each.given().getOrDefault(table, List.of());
    rows.forEach(row -> row.keySet().forEach(contract::column));
    String selects =
        rows.stream()
            .map(row -> row(contract, row, ""))
            .collect(Collectors.joining("\nunion all\n"));
    String none = row(contract, Map.of(), " from (select 1 as one) nothing where one = 0");
    engine.keep(table, Select.of(rows.isEmpty() ? none : selects));
  }

  private static String row(TableContract contract, Map<String, String> row, String end) {
    return contract.columns().stream()
        .map(
            column ->
                "cast(%s as %s) as %s"
                    .formatted(
                        Literals.literal(row.get(column.name())),
                        column.type().sql(),
                        column.name()))
        .collect(Collectors.joining(", ", "select ", end));
  }

  private Map<String, Object> parameters(ModelCase each) {
    Map<String, Object> parameters = new HashMap<>(Settings.defaults(scratch).parameters());
    LocalDate asOf = (LocalDate) each.parameters().getOrDefault("as_of", LocalDate.of(2026, 3, 31));
    parameters.put("as_of", asOf);
    parameters.put("as_of_begin", asOf.atStartOfDay());
    parameters.put("as_of_end", asOf.plusDays(1).atStartOfDay());
    parameters.put("run_id", "case");
    parameters.putAll(each.parameters());
    return parameters;
  }

  private static boolean isSame(String left, String right) {
    if (left == null || right == null || left.equals(right)) {
      return left == null ? right == null : left.equals(right);
    }
    try {
      BigDecimal one = new BigDecimal(left);
      BigDecimal other = new BigDecimal(right);
      BigDecimal difference = one.subtract(other).abs();
      BigDecimal size = one.abs().max(other.abs());
      return difference.compareTo(
              size.multiply(BigDecimal.valueOf(TOLERANCE), MathContext.DECIMAL64))
          <= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
