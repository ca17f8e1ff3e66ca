package clientele.etl;

import java.util.Optional;

/**
 * What a step of a run would do.
 *
 * @param rows expected; empty where nobody can tell
 * @param reason why this much
 */
public record PlannedStep(
    String step, Step.Kind kind, Work work, Optional<Long> rows, String reason) {

  /** How much a step does. */
  public enum Work {
    /** Nothing: this run has done it. */
    DONE_BEFORE,
    /** Nothing: it is not needed. */
    NOTHING,
    /** What changed since the night before. */
    CHANGES,
    /** Everything. */
    WHOLE
  }
}
