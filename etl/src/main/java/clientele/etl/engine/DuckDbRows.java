package clientele.etl.engine;

import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** The rows of a DuckDB result as plain Java values. */
final class DuckDbRows {

  private final ResultSet result;
  private final int[] types;
  private final List<String> columns = new ArrayList<>();

  DuckDbRows(ResultSet result) throws SQLException {
    this.result = result;
    ResultSetMetaData about = result.getMetaData();
    this.types = new int[about.getColumnCount()];
    for (int i = 0; i < types.length; i++) {
      types[i] = about.getColumnType(i + 1);
      columns.add(about.getColumnLabel(i + 1));
    }
  }

  List<String> columns() {
    return columns;
  }

  boolean next() throws SQLException {
    return result.next();
  }

  /** The value of a column of the present row, counted from 0. */
  Object value(int position) throws SQLException {
    // The driver's java.sql dates and timestamps pass through the time zone of the JVM.
    return switch (types[position]) {
      case Types.TIMESTAMP -> result.getObject(position + 1, LocalDateTime.class);
      case Types.DATE -> result.getObject(position + 1, LocalDate.class);
      case Types.BLOB -> bytes(result.getBlob(position + 1));
      default -> result.getObject(position + 1);
    };
  }

  private static byte[] bytes(Blob blob) throws SQLException {
    return blob == null ? null : blob.getBytes(1, (int) blob.length());
  }
}
