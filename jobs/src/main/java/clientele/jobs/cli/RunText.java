package clientele.jobs.cli;

import clientele.jobs.job.Run;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run in words. */
final class RunText {

  private RunText() {}

  static List<String> lines(Run run, ZoneId zone) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Last run: %d, %s of %s, %s, began %s%s"
            .formatted(
                run.id(),
                run.name(),
                run.asOf(),
                state(run),
                Words.moment(run.startedAt(), zone),
                run.endedAt()
                    .map(end -> ", took " + Words.duration(Duration.between(run.startedAt(), end)))
                    .orElse("")));
    run.message().lines().forEach(line -> lines.add("  " + Terminal.safe(line)));
    return lines;
  }

  /** Such as {@code done} or {@code failed (contract)}. */
  static String state(Run run) {
    String state = run.state().name().toLowerCase(Locale.ROOT);
    return run.state() == Run.State.FAILED
        ? "%s (%s)".formatted(state, run.exitCode().toLowerCase(Locale.ROOT))
        : state;
  }
}
