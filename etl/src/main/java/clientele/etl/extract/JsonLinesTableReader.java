package clientele.etl.extract;

import clientele.failure.Failure;
import clientele.schema.Column;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads files of one JSON object a line. Columns are text unless declared; lists and objects stay
 * JSON text. Since a field may be left out of any line, the columns are those of all lines, and
 * those that the raw table knows already.
 */
final class JsonLinesTableReader implements TableReader {

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final String where;
  private final SourceDefinition source;
  private final List<Path> files;
  private final List<Column> columns;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final TextValues[] parsers;

  /**
   * @param known raw names of columns that the raw table has
   */
  JsonLinesTableReader(
      SourceDefinition source, TableDefinition table, Origin.JsonLines origin, List<String> known) {
    this.where = source.name() + "." + table.name();
    this.source = source;
    this.files = SourceFiles.find(where, source.project(), origin.glob());
    Set<String> names = new LinkedHashSet<>();
    eachLine(
        (file, line, text) -> {
          JsonNode object = object(text);
          if (object != null) {
            object.fieldNames().forEachRemaining(names::add);
          }
        });
    ColumnNames.all(where, List.copyOf(names));
    Set<String> raw = new LinkedHashSet<>();
    names.forEach(name -> raw.add(ColumnNames.snake(name)));
    raw.addAll(known);
    this.columns = raw.stream().map(name -> Column.of(name, table.typeInFile(name))).toList();
    for (int i = 0; i < columns.size(); i++) {
      indexes.put(columns.get(i).name(), i);
    }
    names.forEach(name -> indexes.put(name, indexes.get(ColumnNames.snake(name))));
    this.parsers =
        columns.stream()
            .map(column -> table.parser(column.name(), source.timeZone(), '.'))
            .toArray(TextValues[]::new);
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public boolean hasFiles() {
    return true;
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public void read(Slice whole, RowSink sink) {
    eachLine(
        (file, line, text) -> {
          JsonNode object = object(text);
          if (object == null) {
            sink.broken(file, line, text, "not_a_json_object");
          } else if (text.indexOf('\uFFFD') >= 0) {
            sink.broken(file, line, text, "broken_utf_8");
          } else {
            sink.row(values(object), file, line);
          }
        });
  }

  private Object[] values(JsonNode object) {
    Object[] values = new Object[columns.size()];
    object
        .fields()
        .forEachRemaining(
            field -> {
              JsonNode value = field.getValue();
              int index = indexes.get(field.getKey());
              if (!value.isNull()) {
                values[index] = parsers[index].parse(text(value));
              }
            });
    return values;
  }

  private static String text(JsonNode value) {
    if (value.isBigDecimal()) {
      return value.decimalValue().toPlainString();
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /** Null for a line that is no object. */
  private static JsonNode object(String text) {
    try {
      JsonNode node = JSON.readValue(text);
      return node != null && node.isObject() ? node : null;
    } catch (JsonProcessingException exception) {
      return null;
    }
  }

  private interface LineConsumer {
    void line(String file, long number, String text);
  }

  private void eachLine(LineConsumer consumer) {
    for (Path file : files) {
      String name = SourceFiles.name(source.project(), file);
      try (BufferedReader reader =
          new BufferedReader(TextFile.open(SourceFiles.open(file), StandardCharsets.UTF_8, 0))) {
        long number = 0;
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
          number++;
          if (!text.isBlank()) {
            consumer.line(name, number, text);
          }
        }
      } catch (IOException exception) {
        throw new Failure.Source(
            "%s: file %s cannot be read to its end: %s: deliver it again"
                .formatted(where, name, exception.getMessage()),
            exception);
      }
    }
  }

  @Override
  public void close() {}
}
