package clientele.jobs.launch;

import clientele.etl.PlannedStep;
import java.time.LocalDate;
import java.util.List;

/**
 * What a night would do.
 *
 * @param steps those that read and build; none when the date was done already
 */
public record NightPlan(Kind kind, LocalDate asOf, String runId, List<PlannedStep> steps) {

  /** Which run would do it. */
  public enum Kind {
    /** None: the date was done. */
    ALREADY_DONE,
    NIGHTLY,
    /** A night of the past, which only a backfill makes up for. */
    BACKFILL
  }
}
