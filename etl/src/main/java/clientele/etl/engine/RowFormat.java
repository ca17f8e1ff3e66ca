package clientele.etl.engine;

import java.io.IOException;
import java.sql.SQLException;

/** How rows are written, one after the other. */
public enum RowFormat {
  /** RFC 4180 with a header; null is nothing, an empty text is two quotes. */
  CSV {
    @Override
    long write(DuckDbRows rows, Appendable output) throws IOException, SQLException {
      return new CsvRows(output).write(rows);
    }
  },
  /** An array with one object a line. */
  JSON {
    @Override
    long write(DuckDbRows rows, Appendable output) throws IOException, SQLException {
      return new JsonRows(output).write(rows);
    }
  };

  abstract long write(DuckDbRows rows, Appendable output) throws IOException, SQLException;
}
