package clientele.jobs.launch;

import clientele.jobs.step.StepReport;
import java.time.LocalDate;
import java.util.List;

/**
 * How a night ended that did not fail.
 *
 * @param steps those of this attempt; none when the date was done already
 */
public record NightResult(End end, LocalDate asOf, String runId, List<StepReport> steps) {

  /** How it ended. */
  public enum End {
    DONE,
    ALREADY_DONE,
    INTERRUPTED
  }
}
