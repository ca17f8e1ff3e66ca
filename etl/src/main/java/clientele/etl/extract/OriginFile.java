package clientele.etl.extract;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads where a table's rows are found: the part of a table that differs by transport. */
final class OriginFile {

  private static final List<String> FORMATS = List.of("csv", "jsonl", "parquet");
  private static final List<String> DIALECT_KEYS =
      List.of(
          "delimiter",
          "quote",
          "header",
          "columns",
          "encoding",
          "null",
          "trim",
          "skip_lines",
          "decimal_separator");

  private OriginFile() {}

  /** The keys that a table of this transport may have. */
  static List<String> keys(Optional<Transport> transport, List<String> common) {
    List<String> keys = new ArrayList<>(common);
    if (transport.isEmpty() || transport.get() instanceof Transport.Jdbc) {
      keys.add("from");
    }
    if (transport.isEmpty() || transport.get() instanceof Transport.Files) {
      keys.addAll(List.of("files", "format", "csv"));
    }
    return keys;
  }

  static Origin read(
      String table, Optional<Transport> transport, YamlValue value, Map<String, YamlValue> keys) {
    if (transport.isPresent() && transport.get() instanceof Transport.Files) {
      return files(value, keys);
    }
    String from = text(keys, "from").orElse(table).strip();
    return from.matches("(?is)(select|with|values)\\b.*")
        ? new Origin.Query(from.replaceFirst(";\\s*$", ""))
        : new Origin.Relation(from);
  }

  private static Origin files(YamlValue value, Map<String, YamlValue> keys) {
    String glob = text(keys, "files").orElse("");
    if (glob.isEmpty()) {
      value.fault("files: missing; a pattern below the project's folder, such as data/*.csv*");
    }
    String format = text(keys, "format").orElse("csv");
    if (!FORMATS.contains(format)) {
      keys.get("format")
          .fault("'%s': one of %s".formatted(format, String.join(", ", FORMATS)));
    }
    YamlValue csv = keys.get("csv");
    if (csv != null && !format.equals("csv")) {
      csv.fault("has no meaning for format %s".formatted(format));
    }
    return switch (format) {
      case "jsonl" -> new Origin.JsonLines(glob);
      case "parquet" -> new Origin.Parquet(glob);
      default -> new Origin.Csv(glob, dialect(Optional.ofNullable(csv)));
    };
  }

  private static Origin.Dialect dialect(Optional<YamlValue> value) {
    Map<String, YamlValue> keys = value.map(csv -> csv.entries(DIALECT_KEYS)).orElse(Map.of());
    boolean hasHeader = flag(keys, "header").orElse(true);
    List<String> columns = keys.containsKey("columns") ? keys.get("columns").texts() : List.of();
    if (!hasHeader && columns.isEmpty()) {
      value.ifPresent(csv -> csv.fault("columns: missing; files without a header need them here"));
    }
    return new Origin.Dialect(
        character(keys, "delimiter", ','),
        character(keys, "quote", '"'),
        hasHeader,
        columns,
        Optional.ofNullable(keys.get("encoding"))
            .flatMap(encoding -> encoding.parsed(OriginFile::charset))
            .orElse(StandardCharsets.UTF_8),
        text(keys, "null").orElse(""),
        flag(keys, "trim").orElse(false),
        Optional.ofNullable(keys.get("skip_lines")).flatMap(YamlValue::count).orElse(0),
        character(keys, "decimal_separator", '.'));
  }

  private static char character(Map<String, YamlValue> keys, String key, char otherwise) {
    return Optional.ofNullable(keys.get(key))
        .flatMap(value -> value.parsed(OriginFile::oneCharacter))
        .orElse(otherwise);
  }

  private static Character oneCharacter(String text) {
    String character = text.equals("\\t") || text.equals("tab") ? "\t" : text;
    if (character.length() != 1) {
      throw new IllegalArgumentException("'%s' must be one character".formatted(text));
    }
    return character.charAt(0);
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException exception) {
      throw new IllegalArgumentException(
          "'%s' is no encoding: write one such as UTF-8, windows-1252, windows-1251"
              .formatted(name),
          exception);
    }
  }

  private static Optional<Boolean> flag(Map<String, YamlValue> keys, String key) {
    return Optional.ofNullable(keys.get(key)).flatMap(YamlValue::flag);
  }

  private static Optional<String> text(Map<String, YamlValue> keys, String key) {
    return Optional.ofNullable(keys.get(key)).flatMap(YamlValue::text);
  }
}
