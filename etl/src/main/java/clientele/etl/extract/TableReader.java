package clientele.etl.extract;

import clientele.schema.Column;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads one table of a source, in bounded memory. Not safe for use by several threads at once. */
interface TableReader extends AutoCloseable {

  /** The columns of the table by their raw names. */
  List<Column> columns();

  /** The columns as the source has them, before anything is made up for those that it lost. */
  default List<Column> given() {
    return columns();
  }

  /** Whether the source has no row at all, also below the watermark. */
  boolean isEmpty();

  /** Gives every row of a slice to the sink. */
  void read(Slice slice, RowSink sink) throws SQLException;

  /** Parts that are read one by one and together are the table. */
  default List<Slice> slices() throws SQLException {
    return List.of(Slice.WHOLE);
  }

  /** Names what the reader sees: readers of one name see the same rows. */
  default String snapshot() {
    return "";
  }

  /** The highest watermark that the source has; empty where that cannot be told. */
  default Optional<String> highest() throws SQLException {
    return Optional.empty();
  }

  /** Whether the source has no row any more that reaches the watermark it is read on from. */
  default boolean hasFallenBack() throws SQLException {
    return false;
  }

  /** The keys that the source has now; empty for files, which are always read whole. */
  default Optional<SourceKeys> keys() throws SQLException {
    return Optional.empty();
  }

  /** Whether rows come from files, and so have {@code _file} and {@code _line}. */
  default boolean hasFiles() {
    return false;
  }

  @Override
  void close();
}
