package clientele.schema;

import clientele.schema.Check.Severity;
import clientele.yaml.Faults;
import clientele.yaml.YamlMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** Reads contracts from their YAML files, and notes all faults. */
public final class ContractReader {

  private static final Set<String> TABLE_KEYS =
      Set.of(
          "table",
          "grain",
          "meaning",
          "owner",
          "kind",
          "key",
          "natural_key",
          "event_time",
          "quarantined_share",
          "reconciles",
          "driver",
          "columns",
          "checks");
  private static final Set<String> COLUMN_KEYS =
      Set.of(
          "type",
          "meaning",
          "unit",
          "required",
          "pii",
          "volatile",
          "values",
          "references",
          "between",
          "severity");
  private static final Set<String> CHECK_KEYS =
      Set.of("name", "truth", "looks_up", "no_rows", "unique", "not_empty", "severity");

  private final Faults faults;

  public ContractReader(Faults faults) {
    this.faults = faults;
  }

  /**
   * Reads one contract.
   *
   * @param folder below {@code contracts/}, such as {@code star/facts}; its first part is the layer
   * @param fileName such as {@code fact_order_line.yml}
   * @return empty where the file is too broken to name a table; its faults are noted
   */
  public Optional<TableContract> read(String folder, String fileName, String text) {
    YamlMap yaml = YamlMap.read("contracts/" + folder + "/" + fileName, text, faults);
    yaml.knowOnly(TABLE_KEYS);
    String name = yaml.text("table");
    Layer layer = layer(yaml, folder);
    checkName(yaml, name, layer, fileName);
    TableKind kind = kind(yaml);
    List<Check> checks = new ArrayList<>();
    List<Column> columns = columns(yaml, checks);
    List<String> key = yaml.texts("key");
    if (key.isEmpty()) {
      yaml.fault("key", "'key' is missing: the columns that tell rows apart");
    } else {
      checks.add(0, new Check.Unique(key, Severity.STOP));
    }
    tableChecks(yaml, checks);
    List<String> naturalKey = yaml.texts("natural_key");
    if ((kind == TableKind.TYPE2) == naturalKey.isEmpty()) {
      yaml.fault("natural_key", "'natural_key' belongs to kind type2, and only there");
    }
    TableContract contract =
        new TableContract(
            name,
            layer,
            folder,
            yaml.text("grain"),
            yaml.text("meaning"),
            yaml.text("owner"),
            kind,
            key,
            naturalKey,
            yaml.findText("event_time"),
            share(yaml),
            reconciled(yaml),
            driver(yaml),
            List.copyOf(columns),
            List.copyOf(checks));
    checkColumnsExist(yaml, contract);
    return name.isEmpty() ? Optional.empty() : Optional.of(contract);
  }

  private static Optional<Driver> driver(YamlMap yaml) {
    if (!yaml.has("driver")) {
      return Optional.empty();
    }
    YamlMap driver = yaml.map("driver");
    driver.knowOnly(Set.of("table", "follows"));
    return Optional.of(new Driver(driver.text("table"), texts(driver.map("follows"))));
  }

  private static Optional<Reconciled> reconciled(YamlMap yaml) {
    if (!yaml.has("reconciles")) {
      return Optional.empty();
    }
    YamlMap reconciles = yaml.map("reconciles");
    reconciles.knowOnly(Set.of("staging", "sums", "currency", "own_source"));
    return Optional.of(
        new Reconciled(
            reconciles.text("staging"),
            texts(reconciles.map("sums")),
            reconciles.has("currency") ? texts(reconciles.map("currency")) : Map.of(),
            reconciles.findText("own_source")));
  }

  private static Map<String, String> texts(YamlMap yaml) {
    Map<String, String> texts = new TreeMap<>();
    yaml.keys().forEach(key -> texts.put(key, yaml.text(key)));
    return Collections.unmodifiableMap(texts);
  }

  private static OptionalDouble share(YamlMap yaml) {
    Optional<BigDecimal> share = yaml.number("quarantined_share");
    if (share.isPresent()
        && (share.get().signum() < 0 || share.get().compareTo(BigDecimal.ONE) > 0)) {
      yaml.fault("quarantined_share", "'quarantined_share' is a share from 0 to 1");
    }
    return share
        .map(number -> OptionalDouble.of(number.doubleValue()))
        .orElse(OptionalDouble.empty());
  }

  private static Layer layer(YamlMap yaml, String folder) {
    String first = folder.split("/")[0];
    for (Layer layer : Layer.values()) {
      if (layer.name().toLowerCase(Locale.ROOT).equals(first)) {
        return layer;
      }
    }
    yaml.fault("table", "folder '" + folder + "' is of no layer");
    return Layer.STAR;
  }

  private static void checkName(YamlMap yaml, String name, Layer layer, String fileName) {
    if (!fileName.equals(name + ".yml")) {
      yaml.fault("table", "table '" + name + "' stands in file " + fileName + ", names differ");
    }
    if (!name.startsWith(layer.prefix()) || !name.matches("[a-z][a-z0-9_]*")) {
      yaml.fault(
          "table",
          "'%s' is not in snake case or does not begin with '%s'".formatted(name, layer.prefix()));
    }
  }

  private static TableKind kind(YamlMap yaml) {
    String text = yaml.text("kind");
    for (TableKind kind : TableKind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
        return kind;
      }
    }
    yaml.fault("kind", "unknown kind '" + text + "': type2, type1, append, upsert, snapshot, full");
    return TableKind.FULL;
  }

  private List<Column> columns(YamlMap yaml, List<Check> checks) {
    YamlMap all = yaml.map("columns");
    List<Column> columns = new ArrayList<>();
    for (String name : all.keys()) {
      YamlMap column = all.map(name);
      column.knowOnly(COLUMN_KEYS);
      columns.add(
          new Column(
              name,
              type(column),
              column.text("meaning"),
              column.findText("unit"),
              column.flag("required", false),
              column.flag("pii", false),
              column.flag("volatile", false)));
      columnChecks(name, column, checks);
    }
    if (columns.isEmpty()) {
      yaml.fault("columns", "'columns' is missing");
    }
    return columns;
  }

  private static ColumnType type(YamlMap column) {
    try {
      return ColumnType.parse(column.text("type"));
    } catch (IllegalArgumentException e) {
      column.fault("type", e.getMessage());
      return new ColumnType.VarcharType();
    }
  }

  private static void columnChecks(String name, YamlMap column, List<Check> checks) {
    Severity severity = severity(column);
    if (column.flag("required", false)) {
      checks.add(new Check.Required(name, severity));
    }
    if (column.has("values")) {
      checks.add(new Check.AcceptedValues(name, column.texts("values"), severity));
    }
    column
        .findText("references")
        .ifPresent(
            text -> {
              String[] parts = text.split("\\.");
              if (parts.length == 2) {
                checks.add(new Check.References(name, parts[0], parts[1], severity));
              } else {
                column.fault("references", "expected table.column, found '" + text + "'");
              }
            });
    if (column.has("between")) {
      List<String> bounds = column.texts("between");
      if (bounds.size() == 2) {
        checks.add(
            new Check.Between(
                name, bound(column, bounds.get(0)), bound(column, bounds.get(1)), severity));
      } else {
        column.fault("between", "expected [low, high]; null leaves a side open");
      }
    }
  }

  private static Optional<BigDecimal> bound(YamlMap column, String text) {
    if (text.isEmpty() || text.equals("null") || text.equals("~")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      column.fault("between", "'" + text + "' is not a number");
      return Optional.empty();
    }
  }

  private static void tableChecks(YamlMap yaml, List<Check> checks) {
    for (YamlMap check : yaml.maps("checks")) {
      check.knowOnly(CHECK_KEYS);
      Severity severity = severity(check);
      if (check.has("looks_up")) {
        YamlMap other = check.map("looks_up");
        other.knowOnly(Set.of("table", "rows", "on"));
        checks.add(
            new Check.LookedUpTruth(
                check.text("name"),
                check.text("truth"),
                other.text("table"),
                other.text("rows"),
                other.text("on"),
                severity));
      } else if (check.has("truth")) {
        checks.add(new Check.RowTruth(check.text("name"), check.text("truth"), severity));
      } else if (check.has("no_rows")) {
        checks.add(new Check.NoRows(check.text("name"), check.text("no_rows"), severity));
      } else if (check.has("unique")) {
        checks.add(new Check.Unique(check.texts("unique"), severity));
      } else if (check.flag("not_empty", false)) {
        checks.add(new Check.NotEmpty(severity));
      } else {
        check.fault("name", "a check is one of truth, no_rows, unique, not_empty");
      }
    }
  }

  private static Severity severity(YamlMap yaml) {
    String text = yaml.findText("severity").orElse("stop");
    if (!text.equals("stop") && !text.equals("warn")) {
      yaml.fault("severity", "'" + text + "' is neither stop nor warn");
    }
    return text.equals("warn") ? Severity.WARN : Severity.STOP;
  }

  private static void checkColumnsExist(YamlMap yaml, TableContract contract) {
    List<String> known = contract.columns().stream().map(Column::name).toList();
    List<String> named = new ArrayList<>(contract.key());
    named.addAll(contract.naturalKey());
    contract.eventTime().ifPresent(named::add);
    contract
        .reconciled()
        .ifPresent(
            reconciled -> {
              named.addAll(reconciled.sums().keySet());
              named.addAll(reconciled.currency().keySet());
            });
    for (String name : named) {
      if (!known.contains(name)) {
        yaml.fault(
            "key", "column '" + name + "' is named as a key, event time or sum but not listed");
      }
    }
  }
}
