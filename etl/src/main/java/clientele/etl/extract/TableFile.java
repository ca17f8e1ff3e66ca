package clientele.etl.extract;

import clientele.schema.ColumnType;
import clientele.yaml.YamlMap;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one table of a source.yml. */
final class TableFile {

  static final Pattern NAME = Pattern.compile("[a-z](?:_?[a-z0-9])*");

  private static final List<String> COMMON_KEYS =
      List.of(
          "key",
          "watermark",
          "overlap",
          "deleted_when",
          "deletes",
          "restored",
          "drift",
          FreshnessLimits.KEY,
          "columns",
          RowLimits.SHARE,
          RowLimits.LONGEST);

  private TableFile() {}

  static TableDefinition read(String name, YamlMap tables, Optional<Transport> transport) {
    if (!NAME.matcher(name).matches()) {
      tables.fault(
          name,
          "'%s' must be lower-case words parted by one '_', such as order_lines".formatted(name));
    }
    YamlMap table = tables.map(name);
    table.knowOnly(OriginFile.keys(transport, COMMON_KEYS));
    Optional<String> watermark = table.findText("watermark");
    checkDeletes(table, watermark, transport);
    String restored = table.findText("restored").orElse("stop");
    if (!Set.of("stop", "read").contains(restored)) {
      table.fault("restored", "'%s': one of stop, read".formatted(restored));
    }
    List<String> key = table.texts("key");
    if (key.isEmpty()) {
      tables.fault(
          name,
          ("table '%s' has no 'key': name the columns that tell rows apart, such as [order_id], or"
                  + " [_file, _line] for files whose rows have no key")
              .formatted(name));
    }
    return new TableDefinition(
        name,
        OriginFile.read(name, transport, table),
        key,
        watermark,
        YamlTexts.parsed(table, "overlap", Overlap::parse).orElse(Overlap.DEFAULT),
        table.findText("deleted_when"),
        watermark.isEmpty() && !table.findText("deletes").orElse("find").equals("ignore"),
        table.findText("deletes").orElse("").equals("keys"),
        restored.equals("read"),
        drift(table),
        FreshnessLimits.read(table),
        RowLimits.read(table),
        columns(table.map("columns")));
  }

  private static Drift drift(YamlMap table) {
    String drift = table.keys().contains("drift") ? table.findText("drift").orElse("null") : "stop";
    return switch (drift) {
      case "stop" -> Drift.STOP;
      case "quarantine" -> Drift.QUARANTINE;
      case "nulls" -> Drift.NULLS;
      default -> {
        table.fault("drift", "'%s': one of stop, quarantine, nulls".formatted(drift));
        yield Drift.STOP;
      }
    };
  }

  private static void checkDeletes(
      YamlMap table, Optional<String> watermark, Optional<Transport> transport) {
    if (table.has("overlap") && watermark.isEmpty()) {
      table.fault("overlap", "'overlap' has no meaning without a watermark: remove it");
    }
    Optional<String> deletes = table.findText("deletes");
    if (deletes.isEmpty()) {
      return;
    }
    boolean isFiles = transport.isPresent() && transport.get() instanceof Transport.Files;
    if (!Set.of("find", "ignore", "keys").contains(deletes.get())) {
      table.fault("deletes", "'%s': one of find, ignore, keys".formatted(deletes.get()));
    } else if (deletes.get().equals("find") && watermark.isPresent()) {
      table.fault(
          "deletes",
          "rows that vanish are only found in tables read whole: write 'deletes: keys' to compare"
              + " the keys each night, or remove the watermark");
    } else if (deletes.get().equals("keys") && (watermark.isEmpty() || isFiles)) {
      table.fault(
          "deletes",
          "'keys' is for tables of a database with a watermark; a table read whole finds deleted"
              + " rows by itself: remove 'deletes'");
    }
  }

  private static Map<String, DeclaredType> columns(YamlMap columns) {
    Map<String, DeclaredType> declared = new LinkedHashMap<>();
    for (String name : columns.keys()) {
      declared(columns, name).ifPresent(type -> declared.put(name, type));
    }
    return declared;
  }

  /** Either {@code decimal(18,2)} or {@code {type: timestamp, pattern: "dd.MM.yyyy HH:mm"}}. */
  private static Optional<DeclaredType> declared(YamlMap columns, String name) {
    if (!columns.isMap(name)) {
      return YamlTexts.parsed(columns, name, ColumnType::parse)
          .map(type -> new DeclaredType(type, Optional.empty()));
    }
    YamlMap column = columns.map(name);
    column.knowOnly(List.of("type", "pattern"));
    if (!column.has("type")) {
      column.fault("type", "'type' is missing");
    }
    Optional<ColumnType> type = YamlTexts.parsed(column, "type", ColumnType::parse);
    Optional<String> pattern = YamlTexts.parsed(column, "pattern", TableFile::pattern);
    if (pattern.isPresent()
        && type.isPresent()
        && !(type.get() instanceof ColumnType.DateType)
        && !(type.get() instanceof ColumnType.TimestampType)) {
      column.fault("pattern", "a pattern goes with type date or timestamp only: remove it");
    }
    return type.map(found -> new DeclaredType(found, pattern));
  }

  private static String pattern(String text) {
    DateTimeFormatter unused = DateTimeFormatter.ofPattern(text);
    return text;
  }
}
