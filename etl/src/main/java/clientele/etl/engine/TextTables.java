package clientele.etl.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Prints tables of text for people, aligned. Values cannot steer the terminal. */
public final class TextTables {

  private static final String NULL = "null";

  private TextTables() {}

  public static void print(TextTable table, Appendable output) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    lines.add(shown(table.columns()));
    table.rows().forEach(row -> lines.add(shown(row)));
    List<Integer> widths = new ArrayList<>(Collections.nCopies(table.columns().size(), 0));
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        widths.set(i, Math.max(widths.get(i), width(line.get(i))));
      }
    }
    lines.add(1, widths.stream().map("-"::repeat).toList());
    for (List<String> line : lines) {
      output.append(aligned(line, widths)).append('\n');
    }
  }

  private static String aligned(List<String> line, List<Integer> widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < line.size(); i++) {
      text.append(i == 0 ? "" : "  ").append(line.get(i));
      text.append(" ".repeat(widths.get(i) - width(line.get(i))));
    }
    return text.toString().stripTrailing();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static List<String> shown(List<String> values) {
    return values.stream().map(value -> value == null ? NULL : withoutControls(value)).toList();
  }

  /** Control and direction characters as {@code \\u001b}. */
  static String withoutControls(String text) {
    StringBuilder harmless = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              int kind = Character.getType(point);
              boolean isHarmful =
                  kind == Character.CONTROL
                      || kind == Character.FORMAT
                      || kind == Character.LINE_SEPARATOR
                      || kind == Character.PARAGRAPH_SEPARATOR;
              if (isHarmful) {
                harmless.append("\\u%04x".formatted(point));
              } else {
                harmless.appendCodePoint(point);
              }
            });
    return harmless.toString();
  }
}
