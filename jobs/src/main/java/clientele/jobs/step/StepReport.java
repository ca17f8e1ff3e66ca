package clientele.jobs.step;

import java.time.Duration;
import java.time.Instant;

/**
 * How a step went.
 *
 * @param note what a person should know, or why it failed; empty for nothing
 */
public record StepReport(
    String step,
    State state,
    Instant startedAt,
    Duration duration,
    long read,
    long written,
    String note) {

  /** What became of a step. */
  public enum State {
    RUNNING,
    DONE,
    /** An earlier attempt had done it. */
    DONE_BEFORE,
    FAILED,
    /** Not begun, because the run was interrupted. */
    STOPPED
  }
}
