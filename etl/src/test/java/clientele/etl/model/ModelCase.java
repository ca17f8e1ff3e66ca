package clientele.etl.model;

import clientele.yaml.Faults;
import clientele.yaml.YamlMap;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Given rows and the rows that a model must make of them.
 *
 * @param given rows by table, values as text
 * @param expected values as text, by column
 */
record ModelCase(
    String model,
    String name,
    Map<String, Object> parameters,
    Map<String, List<Map<String, String>>> given,
    List<Map<String, String>> expected) {

  static List<ModelCase> read(String path, String text) {
    Faults faults = new Faults();
    String model = path.substring(path.lastIndexOf('/') + 1).replace(".case.yml", "");
    List<ModelCase> cases = new ArrayList<>();
    for (YamlMap yaml : YamlMap.read(path, "cases:\n" + text.indent(2), faults).maps("cases")) {
      yaml.knowOnly(List.of("case", "parameters", "given", "expect"));
      Map<String, List<Map<String, String>>> given = new LinkedHashMap<>();
      YamlMap tables = yaml.map("given");
      tables.keys().forEach(table -> given.put(table, rows(tables, table)));
      cases.add(
          new ModelCase(
              model,
              yaml.text("case"),
              parameters(yaml.map("parameters")),
              given,
              rows(yaml, "expect")));
    }
    faults.raise();
    return cases;
  }

  private static List<Map<String, String>> rows(YamlMap yaml, String key) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (YamlMap item : yaml.maps(key)) {
      Map<String, String> row = new LinkedHashMap<>();
      item.keys().forEach(column -> row.put(column, item.findText(column).orElse(null)));
      rows.add(row);
    }
    return rows;
  }

  private static Map<String, Object> parameters(YamlMap yaml) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (String key : yaml.keys()) {
      Object value = yaml.value(key).orElseThrow();
      boolean isDay = value.toString().matches("\\d{4}-\\d{2}-\\d{2}");
      parameters.put(key, isDay ? LocalDate.parse(value.toString()) : value);
    }
    return parameters;
  }

  @Override
  public String toString() {
    return model + ": " + name;
  }
}
