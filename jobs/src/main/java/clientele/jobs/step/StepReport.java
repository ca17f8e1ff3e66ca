package clientele.jobs.step;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

  /** From the begin of the first to the end of the last, for some ran side by side. */
  public static Duration togetherTook(List<StepReport> steps) {
    Optional<Instant> begin =
        steps.stream().map(StepReport::startedAt).min(Comparator.naturalOrder());
    Optional<Instant> end = steps.stream().map(StepReport::endedAt).max(Comparator.naturalOrder());
    return begin.isEmpty() ? Duration.ZERO : Duration.between(begin.get(), end.orElseThrow());
  }

  public Instant endedAt() {
    return startedAt.plus(duration);
  }

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
