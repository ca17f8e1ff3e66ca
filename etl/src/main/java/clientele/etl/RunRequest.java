package clientele.etl;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a run is asked for.
 *
 * @param asOf the business date
 * @param runId names the run in commits and publications; the same again when a run that failed or
 *     died goes on
 * @param branch where the run's commits are until they are published
 * @param allowEmpty whether an empty table may replace a full one
 * @param select the tables to build, empty for all
 * @param isRebuild whether every table is made in full from the raw rows, also where its changes
 *     would do
 */
public record RunRequest(
    LocalDate asOf,
    String runId,
    String branch,
    boolean allowEmpty,
    Optional<String> select,
    boolean isRebuild) {

  /** A request for what changed. */
  public RunRequest(
      LocalDate asOf, String runId, String branch, boolean allowEmpty, Optional<String> select) {
    this(asOf, runId, branch, allowEmpty, select, false);
  }

  /** The same, with every table made in full. */
  public RunRequest asRebuild() {
    return new RunRequest(asOf, runId, branch, allowEmpty, select, true);
  }
}
