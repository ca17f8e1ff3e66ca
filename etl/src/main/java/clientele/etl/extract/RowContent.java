package clientele.etl.extract;

import clientele.schema.Column;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A whole refused row as one text, so that it can be read again: a JSON object of its columns. A
 * value that fits is a text in one spelling of ours; one that does not is a list with the text that
 * the source gave.
 */
final class RowContent {

  // Rows that SQL writes down have their line breaks as they are.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build();

  private RowContent() {}

  static String write(List<Column> columns, Object[] values) {
    ObjectNode row = JSON.createObjectNode();
    for (int i = 0; i < columns.size(); i++) {
      if (values[i] instanceof BadValue bad) {
        row.putArray(columns.get(i).name()).add(TextFaults.shown(bad.text()));
      } else if (values[i] != null) {
        row.put(columns.get(i).name(), text(values[i]));
      }
    }
    return row.toString();
  }

  private static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    } else if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return value.toString();
  }

  /** Reads rows of one table by what source.yml says of its columns now. */
  static final class Reader {
    private final List<Column> columns;
    private final List<TextValues> ours;
    private final List<TextValues> theirs;

    Reader(List<Column> columns, TableDefinition table, ZoneId zone) {
      char separator =
          table.origin() instanceof Origin.Csv csv ? csv.dialect().decimalSeparator() : '.';
      this.columns = columns;
      this.ours =
          columns.stream()
              .map(each -> new TextValues(each.type(), Optional.empty(), ZoneOffset.UTC, '.'))
              .toList();
      this.theirs =
          columns.stream()
              .map(
                  each ->
                      new TextValues(
                          each.type(),
                          Optional.ofNullable(table.columns().get(each.name()))
                              .flatMap(DeclaredType::pattern),
                          zone,
                          separator))
              .toList();
    }

    /** The values in the order of the columns; null where the row has none. */
    Object[] read(String content) {
      JsonNode row = parse(content);
      Object[] values = new Object[columns.size()];
      for (int i = 0; i < values.length; i++) {
        JsonNode value = row.get(columns.get(i).name());
        if (value != null && value.isArray()) {
          values[i] = theirs.get(i).parse(value.get(0).textValue());
        } else if (value != null && !value.isNull()) {
          values[i] = either(i, value.textValue());
        }
      }
      return values;
    }

    /** A column that was text so far may have got a type and a pattern. */
    private Object either(int index, String text) {
      Object value = ours.get(index).parse(text);
      return value instanceof BadValue ? theirs.get(index).parse(text) : value;
    }

    private static JsonNode parse(String content) {
      try {
        return JSON.readTree(content);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("the quarantine holds a row that is no JSON", e);
      }
    }
  }
}
