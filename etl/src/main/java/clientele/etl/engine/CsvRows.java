package clientele.etl.engine;

import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Writes rows as CSV, {@linkplain Spreadsheets harmless} to spreadsheets. */
final class CsvRows {

  private static final Pattern TO_BE_QUOTED = Pattern.compile("[,\"\\r\\n]|^$|^\\s|\\s$");

  private final Appendable output;

  CsvRows(Appendable output) {
    this.output = output;
  }

  long write(DuckDbRows rows) throws IOException, SQLException {
    int columns = rows.columns().size();
    for (int i = 0; i < columns; i++) {
      append(i, text(rows.columns().get(i)));
    }
    output.append("\r\n");
    long count = 0;
    while (rows.next()) {
      for (int i = 0; i < columns; i++) {
        append(i, cell(rows.value(i)));
      }
      output.append("\r\n");
      count++;
    }
    return count;
  }

  private void append(int position, String cell) throws IOException {
    if (position > 0) {
      output.append(',');
    }
    output.append(cell);
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    return text(Cell.text(value));
  }

  private static String text(String text) {
    String harmless = Spreadsheets.harmless(text);
    return TO_BE_QUOTED.matcher(harmless).find()
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }
}
