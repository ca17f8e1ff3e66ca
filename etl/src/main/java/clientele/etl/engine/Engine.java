package clientele.etl.engine;

import clientele.schema.Column;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * One session of an SQL engine. Names are plain identifiers in snake case and live as long as the
 * session. The session's time zone is UTC. Threads may use it side by side, each name being one
 * thread's to give.
 */
public interface Engine extends AutoCloseable {

  /** {@code duckdb} or {@code spark}. */
  String name();

  /**
   * Makes files readable as one relation under a name, replacing what had the name. Columns that an
   * older file does not have are read as null; no files make an empty relation.
   *
   * @param columns the relation's columns, in order, matched to the files by name
   */
  void register(String name, List<Path> files, List<Column> columns);

  /**
   * As {@link #register}, with one more column {@code _file_name} that tells which file a row is
   * of: the last part of its path.
   */
  void registerWithFileNames(String name, List<Path> files, List<Column> columns);

  /** Gives a SELECT a name, replacing what had the name. Nothing is computed yet. */
  void define(String name, Select select);

  /** Computes a SELECT now and keeps the rows under a name, for relations that many read. */
  void keep(String name, Select select);

  /** Forgets a name; a name that is not there is no error. */
  void forget(String name);

  /**
   * The columns of a SELECT, with their types as contracts spell them, without running it; types
   * that contracts do not have are refused by name.
   */
  List<Column> describe(Select select);

  /**
   * Runs a SELECT and writes its result as Parquet (zstd) with field ids. The result must have
   * exactly these columns, by name; they are cast to these types and written in this order. A value
   * that cannot be cast, a missing and an extra column are errors that name it.
   *
   * @param directory is made; files get names that were never used before. What a failed write
   *     leaves behind is nobody's: the caller sweeps directories
   * @param orderBy columns to sort by, empty for the engine's own order
   */
  Written write(Select select, List<FieldColumn> columns, Path directory, List<String> orderBy);

  /**
   * As {@link #write}, but no file holds rows of two months.
   *
   * @param monthOf a timestamp column; rows without a value stand by themselves
   */
  Written writeByMonth(Select select, List<FieldColumn> columns, Path directory, String monthOf);

  /**
   * Runs a SELECT and returns all its rows as records; column {@code customer_key} fills component
   * {@code customerKey}. Components may be String, int, long, double, boolean, their boxes
   * (nullable), BigDecimal, LocalDate, LocalDateTime.
   */
  <R extends Record> List<R> read(Select select, Class<R> type);

  /** As {@link #read}, one row at a time in bounded memory. */
  <R extends Record> void scan(Select select, Class<R> type, Consumer<R> consumer);

  /** Takes records as a relation under a name; components become columns in snake case. */
  <R extends Record> void take(String name, Class<R> type, Iterable<R> rows);

  /**
   * Runs a SELECT and returns rows as text, for showing: at most {@code limit} rows, and the names
   * of the columns.
   */
  TextTable show(Select select, int limit);

  @Override
  void close();
}
