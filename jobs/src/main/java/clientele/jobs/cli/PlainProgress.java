package clientele.jobs.cli;

import clientele.jobs.step.RunObserver;
import clientele.jobs.step.StepReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Tells a run as log lines: each step when it has ended, a long one also on its way. */
final class PlainProgress implements RunObserver, AutoCloseable {

  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final PrintWriter log;
  private final InstantSource clock;
  private StepLine line;
  private Instant startedAt;
  private Instant saidAt;

  PlainProgress(PrintWriter log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  @Override
  public void stepStarted(String step, int number, int of, Optional<Expectation> before) {
    line = new StepLine(step, number, of, before);
    startedAt = clock.instant();
    saidAt = startedAt;
  }

  @Override
  public void rows(long soFar) {
    Instant now = clock.instant();
    if (Duration.between(saidAt, now).compareTo(SILENCE) >= 0) {
      saidAt = now;
      say(line.running(soFar, Duration.between(startedAt, now), Integer.MAX_VALUE));
    }
  }

  @Override
  public void stepEnded(StepReport report) {
    if (line != null) {
      say(line.ended(report));
      line = null;
    }
  }

  private void say(String text) {
    log.println(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + text);
    log.flush();
  }

  @Override
  public void close() {
    line = null;
  }
}
