package clientele.etl.extract;

import clientele.schema.ColumnType;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one table of a source.yml. */
final class TableFile {

  static final Pattern NAME = Pattern.compile("[a-z](?:_?[a-z0-9])*");

  private static final List<String> COMMON_KEYS =
      List.of("key", "watermark", "overlap", "deleted_when", "deletes", "freshness", "columns");

  private final Optional<Transport> transport;
  private final OptionalInt sourceFreshness;

  TableFile(Optional<Transport> transport, OptionalInt sourceFreshness) {
    this.transport = transport;
    this.sourceFreshness = sourceFreshness;
  }

  TableDefinition read(String name, YamlValue value) {
    if (!NAME.matcher(name).matches()) {
      value.fault("must be lower-case words parted by one '_', such as order_lines");
    }
    Map<String, YamlValue> keys = value.entries(OriginFile.keys(transport, COMMON_KEYS));
    Optional<String> watermark = text(keys, "watermark");
    if (keys.containsKey("overlap") && watermark.isEmpty()) {
      keys.get("overlap").fault("has no meaning without a watermark");
    }
    Optional<String> deletes = text(keys, "deletes");
    if (deletes.isPresent() && !Set.of("find", "ignore").contains(deletes.get())) {
      keys.get("deletes").fault("'%s': one of find, ignore".formatted(deletes.get()));
    } else if (deletes.isPresent() && watermark.isPresent()) {
      keys.get("deletes")
          .fault("rows that vanish are only found in tables read whole: remove the watermark");
    }
    OptionalInt freshness = freshness(Optional.ofNullable(keys.get("freshness")));
    return new TableDefinition(
        name,
        OriginFile.read(name, transport, value, keys),
        key(value, keys),
        watermark,
        Optional.ofNullable(keys.get("overlap"))
            .flatMap(overlap -> overlap.parsed(Overlap::parse))
            .orElse(Overlap.DEFAULT),
        text(keys, "deleted_when"),
        watermark.isEmpty() && !deletes.orElse("find").equals("ignore"),
        freshness.isPresent() ? freshness : sourceFreshness,
        columns(Optional.ofNullable(keys.get("columns"))));
  }

  static OptionalInt freshness(Optional<YamlValue> value) {
    Optional<Integer> hours =
        value
            .map(freshness -> freshness.entries(List.of("hours")).get("hours"))
            .flatMap(YamlValue::count);
    return hours.isPresent() ? OptionalInt.of(hours.get()) : OptionalInt.empty();
  }

  private static List<String> key(YamlValue table, Map<String, YamlValue> keys) {
    List<String> key = keys.containsKey("key") ? keys.get("key").texts() : List.of();
    if (key.isEmpty()) {
      table.fault(
          "key: missing; name the columns that tell rows apart, such as [order_id], or"
              + " [_file, _line] for files whose rows have no key");
    }
    return key;
  }

  private static Map<String, DeclaredType> columns(Optional<YamlValue> value) {
    Map<String, DeclaredType> columns = new LinkedHashMap<>();
    value
        .map(YamlValue::entries)
        .orElse(Map.of())
        .forEach((name, type) -> declared(type).ifPresent(found -> columns.put(name, found)));
    return columns;
  }

  /** Either {@code decimal(18,2)} or {@code {type: timestamp, pattern: "dd.MM.yyyy HH:mm"}}. */
  private static Optional<DeclaredType> declared(YamlValue value) {
    if (value.isMapping()) {
      Map<String, YamlValue> keys = value.entries(List.of("type", "pattern"));
      if (!keys.containsKey("type")) {
        value.fault("type: missing");
        return Optional.empty();
      }
      Optional<String> pattern =
          Optional.ofNullable(keys.get("pattern")).flatMap(text -> text.parsed(TableFile::pattern));
      Optional<ColumnType> type = keys.get("type").parsed(ColumnType::parse);
      if (pattern.isPresent()
          && type.isPresent()
          && !(type.get() instanceof ColumnType.DateType)
          && !(type.get() instanceof ColumnType.TimestampType)) {
        value.fault("a pattern goes with type date or timestamp only");
      }
      return type.map(found -> new DeclaredType(found, pattern));
    }
    return value.parsed(ColumnType::parse).map(found -> new DeclaredType(found, Optional.empty()));
  }

  private static String pattern(String text) {
    DateTimeFormatter unused = DateTimeFormatter.ofPattern(text);
    return text;
  }

  private static Optional<String> text(Map<String, YamlValue> keys, String key) {
    return Optional.ofNullable(keys.get(key)).flatMap(YamlValue::text);
  }
}
