package clientele.etl.extract;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Reads rows of PostgreSQL by COPY in its text format. */
final class PostgresCopy {

  private final PostgresValues[] decoders;
  private final Object[] values;
  private byte[] unescaped = new byte[1024];

  private PostgresCopy(List<JdbcColumn> columns) {
    this.decoders = columns.stream().map(PostgresValues::of).toArray(PostgresValues[]::new);
    this.values = new Object[decoders.length];
  }

  /**
   * @param select without holes
   */
  static void read(PGConnection connection, String select, List<JdbcColumn> columns, RowSink sink)
      throws SQLException {
    CopyOut copy = connection.getCopyAPI().copyOut("copy (" + select + ") to stdout");
    try {
      PostgresCopy rows = new PostgresCopy(columns);
      long line = 0;
      for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
        rows.decode(row);
        line++;
        sink.row(rows.values, "", line);
      }
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /** Fields are parted by tabs; {@code \N} is null; the row ends with a line feed. */
  private void decode(byte[] row) {
    int start = 0;
    for (int i = 0; i < values.length; i++) {
      int end = start;
      boolean isEscaped = false;
      while (row[end] != '\t' && row[end] != '\n') {
        isEscaped |= row[end] == '\\';
        end++;
      }
      if (!isEscaped) {
        values[i] = decoders[i].value(row, start, end);
      } else if (end == start + 2 && row[start + 1] == 'N') {
        values[i] = null;
      } else {
        values[i] = decoders[i].value(unescaped, 0, unescape(row, start, end));
      }
      start = end + 1;
    }
  }

  private int unescape(byte[] row, int start, int end) {
    if (unescaped.length < end - start) {
      unescaped = new byte[(end - start) * 2];
    }
    int length = 0;
    for (int i = start; i < end; i++) {
      byte next = row[i];
      if (next == '\\') {
        i++;
        next = control(row[i]);
      }
      unescaped[length++] = next;
    }
    return length;
  }

  private static byte control(byte letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0b;
      default -> letter;
    };
  }

  /** The bytes as text. */
  static String text(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  /** Whether the bytes are just this text in ASCII. */
  static boolean is(byte[] bytes, int start, int end, String text) {
    return Arrays.equals(
        bytes, start, end, text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
  }
}
