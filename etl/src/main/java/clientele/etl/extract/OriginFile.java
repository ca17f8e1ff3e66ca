package clientele.etl.extract;

import clientele.yaml.YamlMap;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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

  static Origin read(String name, Optional<Transport> transport, YamlMap table) {
    if (transport.isPresent() && transport.get() instanceof Transport.Files) {
      return files(table);
    }
    String from = table.findText("from").orElse(name).strip();
    return from.matches("(?is)(select|with|values)\\b.*")
        ? new Origin.Query(from.replaceFirst(";\\s*$", ""))
        : new Origin.Relation(from);
  }

  private static Origin files(YamlMap table) {
    String glob = table.findText("files").orElse("");
    if (glob.isEmpty()) {
      table.fault(
          "files", "'files' is missing: a pattern below the project's folder, such as data/*.csv*");
    }
    String format = table.findText("format").orElse("csv");
    if (!FORMATS.contains(format)) {
      table.fault(
          "format", "'%s' is no format: one of %s".formatted(format, String.join(", ", FORMATS)));
    }
    if (table.has("csv") && !format.equals("csv")) {
      table.fault("csv", "'csv' has no meaning for format %s: remove it".formatted(format));
    }
    return switch (format) {
      case "jsonl" -> new Origin.JsonLines(glob);
      case "parquet" -> new Origin.Parquet(glob);
      default -> new Origin.Csv(glob, dialect(table.map("csv")));
    };
  }

  private static Origin.Dialect dialect(YamlMap csv) {
    csv.knowOnly(DIALECT_KEYS);
    boolean hasHeader = csv.flag("header", true);
    List<String> columns = csv.texts("columns");
    if (!hasHeader && columns.isEmpty()) {
      csv.fault("header", "files without a header need their columns named: add 'columns: [..]'");
    }
    return new Origin.Dialect(
        character(csv, "delimiter", ','),
        character(csv, "quote", '"'),
        hasHeader,
        columns,
        YamlTexts.parsed(csv, "encoding", OriginFile::charset).orElse(StandardCharsets.UTF_8),
        csv.findText("null").orElse(""),
        csv.flag("trim", false),
        YamlTexts.count(csv, "skip_lines").orElse(0),
        character(csv, "decimal_separator", '.'));
  }

  private static char character(YamlMap csv, String key, char otherwise) {
    return YamlTexts.parsed(csv, key, OriginFile::oneCharacter).orElse(otherwise);
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
}
