package clientele.jobs.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A table in columns of even width; columns of numbers are set to the right. */
final class Grid {

  private static final Pattern NUMBER = Pattern.compile("[-+]?[\\d,. ]*\\d( ?[a-z%]+)?");

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  Grid(String... header) {
    this(List.of(header));
  }

  Grid(List<String> header) {
    this.header = header.stream().map(Terminal::safe).toList();
  }

  /** A null is an empty cell. */
  void add(List<String> cells) {
    rows.add(cells.stream().map(cell -> cell == null ? "" : Terminal.safe(cell)).toList());
  }

  void add(String... cells) {
    add(Arrays.asList(cells));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  List<String> lines() {
    List<Integer> widths = new ArrayList<>();
    List<Boolean> isNumeric = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      int column = i;
      widths.add(
          Math.max(
              width(header.get(i)),
              rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0)));
      isNumeric.add(
          rows.stream()
              .map(row -> row.get(column))
              .allMatch(cell -> cell.isEmpty() || NUMBER.matcher(cell).matches()));
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(header, widths, isNumeric));
    rows.forEach(row -> lines.add(line(row, widths, isNumeric)));
    return lines;
  }

  private static String line(List<String> cells, List<Integer> widths, List<Boolean> isNumeric) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String padding = " ".repeat(widths.get(i) - width(cells.get(i)));
      line.append(i == 0 ? "" : "  ")
          .append(isNumeric.get(i) ? padding + cells.get(i) : cells.get(i) + padding);
    }
    return line.toString().stripTrailing();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
