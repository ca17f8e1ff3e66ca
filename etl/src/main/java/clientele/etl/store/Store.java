package clientele.etl.store;

import clientele.etl.engine.FieldColumn;
import clientele.schema.Column;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All tables of one warehouse. A run writes to its branch; {@link #publish} makes the branch what
 * everybody sees. One writer at a time (the lease of jobs sees to that), any number of readers.
 */
public interface Store extends AutoCloseable {

  /**
   * Makes the store ready for a run: main of every table is what the last publication says (a run
   * that died while publishing may have moved some), branches of other runs are dropped, and this
   * branch too where it does not descend from the last publication.
   */
  void prepare(String branch);

  /** Every table there is. */
  List<TableName> tables();

  /**
   * Creates the table, or adds the columns it does not have yet, and returns these columns with
   * their field ids. A column whose type changed otherwise than by widening (integer to bigint,
   * decimal to more precision) is refused by name.
   */
  List<FieldColumn> ensure(TableName table, List<Column> columns);

  /** A folder, not there yet, for the files of one write. */
  Path newDirectory(TableName table);

  /**
   * Commits files to the table's branch, and the properties with them in one atomic step. A commit
   * whose answer is lost is looked up by its properties before it is tried again.
   *
   * @param properties kept with the commit, keys without prefix, such as {@code watermark}
   */
  void commit(TableName table, String branch, Change change, Map<String, String> properties);

  /** The columns of a table, in order; empty where there is no such table. */
  List<Column> columns(TableName table);

  /** The files of a table as the branch sees it: its own commits, else the last publication's. */
  List<Path> files(TableName table, String branch);

  /** The files of a table as a publication has it; empty where the publication lacks the table. */
  List<Path> files(TableName table, Publication publication);

  /**
   * Names the content of a table as the branch sees it; empty where there is none.
   *
   * @return to be given to {@link #filesAt}
   */
  OptionalLong snapshot(TableName table, String branch);

  /** The files that a snapshot had; empty where the snapshot has expired or never was. */
  Optional<List<Path>> filesAt(TableName table, long snapshot);

  /** The rows of a table as the branch sees it. */
  long rows(TableName table, String branch);

  /** The rows of a table as a publication has it; empty where the publication lacks the table. */
  OptionalLong rows(TableName table, Publication publication);

  /** The properties of the newest commit that the branch sees; empty where there is none. */
  Map<String, String> properties(TableName table, String branch);

  /** Whether the branch itself has a commit to this table. */
  boolean isCommitted(TableName table, String branch);

  /**
   * Moves main of every table to the branch, drops the branch, and records the set as one
   * publication; of a run of the past only the set is recorded, and main stays. Safe to repeat
   * after a kill at any point.
   */
  Publication publish(String branch, String runId, LocalDate asOf);

  /**
   * Forgets all publications but the newest, and deletes every file that no kept publication and no
   * unfinished run refers to. Readers of the newest publications are not disturbed. Safe to repeat
   * after a kill at any point.
   *
   * @param keptPublications at least 1
   */
  Maintained maintain(int keptPublications);

  /** The publication that readers see: of the newest business date, the last made of that date. */
  Optional<Publication> lastPublication();

  /** Newest business date first, and of one date the last made first. */
  List<Publication> publications();

  /** What people decided about rows in quarantine, oldest first. */
  List<QuarantineDecision> decisions();

  /** Keeps decisions, all or none; the next run heeds them. */
  void decide(List<QuarantineDecision> decisions);

  @Override
  void close();
}
