package clientele.jobs.launch;

import clientele.failure.Failure;
import clientele.jobs.launch.NightResult.End;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a backfill did for one business date.
 *
 * @param isPast whether a later date was published already, so that it was made from raw rows and
 *     readers do not see it
 * @param result how it ended; empty when it failed
 * @param failure why it failed; empty when it did not
 */
public record BackfilledNight(
    LocalDate asOf, boolean isPast, Optional<NightResult> result, Optional<Failure> failure) {

  /** The exit code that its night alone would have. */
  public int exitCode() {
    if (failure.isPresent()) {
      return failure.get().exitCode();
    }
    return result.filter(night -> night.end() == End.INTERRUPTED).isPresent()
        ? Interruption.EXIT_CODE
        : 0;
  }
}
