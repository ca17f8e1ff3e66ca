package clientele.etl.store;

import clientele.etl.engine.Written;
import java.time.LocalDate;

/** What a commit does with the rows that are already there. */
public sealed interface Change {

  Written written();

  /** The written rows become the whole content. */
  record Replace(Written written) implements Change {}

  /** The written rows are added. */
  record Append(Written written) implements Change {}

  /** The written rows, all of this day, replace those whose date column holds the day. */
  record ReplaceDate(String dateColumn, LocalDate day, Written written) implements Change {}
}
