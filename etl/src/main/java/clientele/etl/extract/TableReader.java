package clientele.etl.extract;

import clientele.schema.Column;
import java.sql.SQLException;
import java.util.List;

/** Reads one table of a source, in bounded memory. Used once. */
interface TableReader extends AutoCloseable {

  /** The columns of the table by their raw names. */
  List<Column> columns();

  /** Whether the source has no row at all, also below the watermark. */
  boolean isEmpty();

  /** Gives every row to the sink. */
  void read(RowSink sink) throws SQLException;

  /** Whether rows come from files, and so have {@code _file} and {@code _line}. */
  default boolean hasFiles() {
    return false;
  }

  @Override
  void close();
}
