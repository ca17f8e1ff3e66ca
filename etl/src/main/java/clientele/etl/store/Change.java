package clientele.etl.store;

import clientele.etl.engine.Written;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** What a commit does with the rows that are already there. */
public sealed interface Change {

  Written written();

  /** The written rows become the whole content. */
  record Replace(Written written) implements Change {}

  /** The written rows are added. */
  record Append(Written written) implements Change {}

  /** The written rows, all of this day, replace those whose date column holds the day. */
  record ReplaceDate(String dateColumn, LocalDate day, Written written) implements Change {}

  /**
   * The written rows replace those of some files; all other files stay.
   *
   * @param removed files of the table as the branch sees it
   */
  record ReplaceFiles(List<Path> removed, Written written) implements Change {}
}
