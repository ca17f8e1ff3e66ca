package clientele.etl.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;

/** Writes rows as a JSON array with one object a line; numbers and truths stay what they are. */
final class JsonRows {

  private final Appendable output;
  private final ObjectMapper json = new ObjectMapper();

  JsonRows(Appendable output) {
    this.output = output;
  }

  long write(DuckDbRows rows) throws IOException, SQLException {
    List<String> columns = rows.columns();
    long count = 0;
    output.append('[');
    while (rows.next()) {
      output.append(count == 0 ? "\n" : ",\n");
      output.append('{');
      for (int i = 0; i < columns.size(); i++) {
        output.append(i == 0 ? "" : ",").append(json.writeValueAsString(columns.get(i)));
        output.append(':').append(value(rows.value(i)));
      }
      output.append('}');
      count++;
    }
    output.append(count == 0 ? "]\n" : "\n]\n");
    return count;
  }

  private String value(Object value) throws IOException {
    if (value == null || value instanceof Boolean) {
      return String.valueOf(value);
    } else if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    } else if (value instanceof Number number && !isBroken(number)) {
      return number.toString();
    }
    return json.writeValueAsString(Cell.text(value));
  }

  private static boolean isBroken(Number number) {
    return !Double.isFinite(number.doubleValue());
  }
}
