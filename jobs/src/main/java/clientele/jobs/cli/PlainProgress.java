package clientele.jobs.cli;

import clientele.jobs.step.RunObserver;
import clientele.jobs.step.StepReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tells a run as log lines: each step when it has ended, a long one also on its way. */
final class PlainProgress implements RunObserver, AutoCloseable {

  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final PrintWriter log;
  private final InstantSource clock;
  private final Map<String, Running> running = new ConcurrentHashMap<>();

  private record Running(StepLine line, Instant startedAt, Instant saidAt) {}

  PlainProgress(PrintWriter log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  @Override
  public void stepStarted(String step, int number, int of, Optional<Expectation> before) {
    Instant now = clock.instant();
    running.put(step, new Running(new StepLine(step, number, of, before), now, now));
  }

  @Override
  public void rows(String step, long soFar) {
    running.computeIfPresent(
        step,
        (name, one) -> {
          Instant now = clock.instant();
          if (Duration.between(one.saidAt(), now).compareTo(SILENCE) < 0) {
            return one;
          }
          Duration elapsed = Duration.between(one.startedAt(), now);
          say(one.line().running(soFar, elapsed, Integer.MAX_VALUE));
          return new Running(one.line(), one.startedAt(), now);
        });
  }

  @Override
  public void stepEnded(StepReport report) {
    Running ended = running.remove(report.step());
    if (ended != null) {
      say(ended.line().ended(report));
    }
  }

  private synchronized void say(String text) {
    log.println(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + text);
    log.flush();
  }

  @Override
  public void close() {
    running.clear();
  }
}
