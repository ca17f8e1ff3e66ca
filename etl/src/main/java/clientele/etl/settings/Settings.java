package clientele.etl.settings;

import clientele.failure.Failure;
import clientele.yaml.Faults;
import clientele.yaml.Nearest;
import clientele.yaml.YamlMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of a project: the defaults of {@code settings.yml}, what {@code clientele.yml} says
 * otherwise, and what the command line says on top. Keys are dotted ({@code duckdb.threads}).
 */
public final class Settings {

  /** The file in a project's folder that makes it a project. */
  public static final String FILE = "clientele.yml";

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

  private final Path project;
  private final Map<String, Object> values;
  private final Map<String, List<Map<String, Object>>> lists;

  private Settings(
      Path project, Map<String, Object> values, Map<String, List<Map<String, Object>>> lists) {
    this.project = project;
    this.values = values;
    this.lists = lists;
  }

  /**
   * Reads the settings of a project.
   *
   * @param overrides dotted key to text, from the command line
   * @param environment where {@code ${NAME}} is looked up
   * @throws Failure.Settings with all faults: no project here, an unknown key, a value of another
   *     type, a variable that is not set
   */
  public static Settings read(
      Path project, Map<String, String> overrides, Map<String, String> environment) {
    Path file = project.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new Failure.Settings(
          "%s: no %s here; go to a project's folder, name one with --project DIR, or make one with 'clientele init DIR'"
              .formatted(project.toAbsolutePath().normalize(), FILE));
    }
    try {
      return read(project, Files.readString(file), overrides, environment);
    } catch (IOException e) {
      throw new Failure.Settings("%s cannot be read: %s".formatted(file, e));
    }
  }

  /** The settings as they are when a project says nothing. */
  public static Settings defaults(Path project) {
    return read(project, "", Map.of(), Map.of());
  }

  private static Settings read(
      Path project, String text, Map<String, String> overrides, Map<String, String> environment) {
    Faults faults = new Faults();
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, List<Map<String, Object>>> lists = new LinkedHashMap<>();
    collect("", YamlMap.read("settings.yml", defaultText(), faults), values, lists);
    override("", YamlMap.read(FILE, text, faults), values, lists, faults, environment);
    overrides.forEach((key, value) -> override(key, value, values, faults));
    new SettingRules(values, faults).check();
    faults.raise();
    return new Settings(project, values, lists);
  }

  private static String defaultText() {
    try (InputStream stream = Settings.class.getResourceAsStream("/settings.yml")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void collect(
      String prefix,
      YamlMap yaml,
      Map<String, Object> values,
      Map<String, List<Map<String, Object>>> lists) {
    for (String key : yaml.keys()) {
      if (yaml.isMap(key)) {
        collect(prefix + key + ".", yaml.map(key), values, lists);
      } else if (yaml.isList(key)) {
        lists.put(prefix + key, rows(yaml, key));
      } else {
        values.put(prefix + key, yaml.value(key).orElse(""));
      }
    }
  }

  private static List<Map<String, Object>> rows(YamlMap yaml, String key) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (YamlMap item : yaml.maps(key)) {
      Map<String, Object> row = new LinkedHashMap<>();
      item.keys().forEach(column -> row.put(column, item.value(column).orElse(null)));
      rows.add(row);
    }
    return rows;
  }

  private static void override(
      String prefix,
      YamlMap yaml,
      Map<String, Object> values,
      Map<String, List<Map<String, Object>>> lists,
      Faults faults,
      Map<String, String> environment) {
    for (String key : yaml.keys()) {
      String name = prefix + key;
      if (lists.containsKey(name)) {
        lists.put(name, checkedRows(yaml, key, lists.get(name)));
      } else if (values.containsKey(name)) {
        yaml.value(key)
            .map(value -> resolve(value, yaml, key, environment))
            .ifPresent(value -> put(name, value, yaml.where(key), values, faults));
      } else if (isTopic(name, values, lists)) {
        override(name + ".", yaml.map(key), values, lists, faults, environment);
      } else {
        yaml.fault(key, "unknown setting '" + name + "'" + Nearest.hint(name, values.keySet()));
      }
    }
  }

  private static boolean isTopic(
      String name, Map<String, Object> values, Map<String, List<Map<String, Object>>> lists) {
    return values.keySet().stream().anyMatch(known -> known.startsWith(name + "."))
        || lists.keySet().stream().anyMatch(known -> known.startsWith(name + "."));
  }

  private static List<Map<String, Object>> checkedRows(
      YamlMap yaml, String key, List<Map<String, Object>> defaults) {
    if (!defaults.isEmpty()) {
      yaml.maps(key).forEach(item -> item.knowOnly(defaults.get(0).keySet()));
    }
    return rows(yaml, key);
  }

  private static Object resolve(
      Object value, YamlMap yaml, String key, Map<String, String> environment) {
    if (!(value instanceof String text)) {
      return value;
    }
    return VARIABLE
        .matcher(text)
        .replaceAll(
            match -> {
              String found = environment.get(match.group(1));
              if (found == null) {
                yaml.fault(key, "environment variable " + match.group(1) + " is not set");
              }
              return Matcher.quoteReplacement(found == null ? "" : found);
            });
  }

  private static void override(String key, String text, Map<String, Object> values, Faults faults) {
    if (!values.containsKey(key)) {
      faults.add("--set " + key, "unknown setting" + Nearest.hint(key, values.keySet()));
      return;
    }
    Object value = YamlMap.read("--set", key + ": " + text, faults).value(key).orElse("");
    put(key, value, "--set " + key, values, faults);
  }

  private static void put(
      String name, Object value, String where, Map<String, Object> values, Faults faults) {
    Object standard = values.get(name);
    if (standard instanceof BigDecimal && value instanceof Long whole) {
      values.put(name, BigDecimal.valueOf(whole));
    } else if (standard instanceof String) {
      values.put(name, value.toString());
    } else if (standard.getClass() == value.getClass()) {
      values.put(name, value);
    } else {
      faults.add(where, "'%s' is %s, found '%s'".formatted(name, kindOf(standard), value));
    }
  }

  private static String kindOf(Object standard) {
    if (standard instanceof Boolean) {
      return "true or false";
    }
    return standard instanceof Long ? "a whole number" : "a number";
  }

  /** The folder that relative paths start from. */
  public Path project() {
    return project;
  }

  public String text(String key) {
    return require(key).toString();
  }

  public int integer(String key) {
    return Math.toIntExact((Long) require(key));
  }

  public double number(String key) {
    return ((Number) require(key)).doubleValue();
  }

  public boolean flag(String key) {
    return (Boolean) require(key);
  }

  /** A path, absolute or below the project. */
  public Path path(String key) {
    return project.resolve(text(key)).toAbsolutePath().normalize();
  }

  private Object require(String key) {
    Object value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("no setting " + key);
    }
    return value;
  }

  /**
   * The values that models may name: {@code cross_sell.max_gap_days} under {@code
   * cross_sell_max_gap_days}. Secrets are left out.
   */
  public Map<String, Object> parameters() {
    Map<String, Object> parameters = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (!key.startsWith("privacy.")) {
            parameters.put(key.replace('.', '_'), value);
          }
        });
    return parameters;
  }

  /** The settings that are lists, by the last part of their key; each row has the same columns. */
  public Map<String, List<Map<String, Object>>> lists() {
    Map<String, List<Map<String, Object>>> byName = new TreeMap<>();
    lists.forEach((key, rows) -> byName.put(key.substring(key.lastIndexOf('.') + 1), rows));
    return byName;
  }
}
