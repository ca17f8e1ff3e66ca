package clientele.etl.extract;

import clientele.schema.Column;
import java.util.List;

/** Reads one table of a source, in bounded memory. Used once. */
interface TableReader extends AutoCloseable {

  /** The columns of the table by their raw names. */
  List<Column> columns();

  /** Whether the source has no row at all, also below the watermark. */
  boolean isEmpty();

  /** Gives every row to the sink. */
  void read(RowSink sink);

  /** The names of the columns that a file row has beside its own. */
  default boolean hasFiles() {
    return false;
  }

  @Override
  void close();
}
