package clientele.jobs.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One attempt at a run, as the job repository has it.
 *
 * @param id counts up
 * @param name the kind of run, such as {@code nightly}
 * @param runId names the run in commits and publications, the same for all its attempts that go on
 *     where the one before stopped
 * @param endedAt empty while it runs, or when it was killed and nothing has run since
 * @param message why it failed; empty when it did not
 */
public record Run(
    long id,
    String name,
    LocalDate asOf,
    Optional<String> selection,
    String runId,
    State state,
    String exitCode,
    Instant startedAt,
    Optional<Instant> endedAt,
    String message) {

  /** What became of an attempt. */
  public enum State {
    RUNNING,
    DONE,
    FAILED,
    INTERRUPTED
  }

  /** Whether it ended because rows or columns broke a contract. */
  public boolean brokeContract() {
    return exitCode.equals("CONTRACT");
  }
}
