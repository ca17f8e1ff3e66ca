package clientele.jobs.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What time it is. */
final class Clock {

  /** A duration such as {@code PT-2H}: tests set a process's clock by it. */
  private static final String OFFSET = "clientele.clock_offset";

  private Clock() {}

  static InstantSource system() {
    InstantSource system = InstantSource.system();
    String offset = System.getProperty(OFFSET);
    if (offset == null) {
      return system;
    }
    Duration difference = Duration.parse(offset);
    return () -> {
      Instant now = system.instant();
      return now.plus(difference);
    };
  }
}
