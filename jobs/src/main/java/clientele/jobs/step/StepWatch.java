package clientele.jobs.step;

import clientele.etl.Step;
import clientele.etl.StepTiming;
import clientele.jobs.step.RunObserver.Expectation;
import clientele.jobs.step.StepReport.State;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/**
 * Watches one step: tells the observer, hands on the timing, and lets the run stop before the step
 * begins when it was interrupted.
 */
public final class StepWatch implements StepExecutionListener {

  private final Step step;
  private final Place place;
  private final RunObserver observer;
  private final Consumer<StepTiming> timings;
  private final BooleanSupplier isInterrupted;

  public StepWatch(
      Step step,
      Place place,
      RunObserver observer,
      Consumer<StepTiming> timings,
      BooleanSupplier isInterrupted) {
    this.step = step;
    this.place = place;
    this.observer = observer;
    this.timings = timings;
    this.isInterrupted = isInterrupted;
  }

  /**
   * Where the step stands in its run, and what is known of it from before.
   *
   * @param lastTime what it took in the last run that did it
   * @param thisRun when an earlier attempt of the same run did it
   */
  public record Place(
      int number, int of, Optional<Expectation> lastTime, Optional<StepReport> thisRun) {}

  @Override
  public void beforeStep(StepExecution execution) {
    if (isInterrupted.getAsBoolean()) {
      execution.setTerminateOnly();
    } else {
      observer.stepStarted(step.name(), place.number(), place.of(), place.lastTime());
    }
  }

  @Override
  public ExitStatus afterStep(StepExecution execution) {
    StepReport report = report(execution);
    if (report.state() == State.DONE) {
      timings.accept(timing(report));
    } else if (report.state() == State.DONE_BEFORE) {
      timings.accept(timing(place.thisRun().orElse(report)));
    }
    observer.stepEnded(report);
    return execution.getExitStatus();
  }

  private StepTiming timing(StepReport report) {
    return new StepTiming(
        place.number(),
        step.name(),
        step.kind(),
        report.startedAt(),
        report.endedAt(),
        report.read(),
        report.written());
  }

  private StepReport report(StepExecution execution) {
    LocalDateTime end =
        execution.getEndTime() == null
            ? LocalDateTime.now(ZoneId.systemDefault())
            : execution.getEndTime();
    return new StepReport(
        step.name(),
        state(execution),
        instant(execution.getStartTime()),
        Duration.between(execution.getStartTime(), end),
        execution.getReadCount(),
        execution.getWriteCount(),
        note(execution));
  }

  private static State state(StepExecution execution) {
    if (execution.getStatus() == BatchStatus.COMPLETED) {
      return execution.getExitStatus().getExitCode().equals(ExitStatus.NOOP.getExitCode())
          ? State.DONE_BEFORE
          : State.DONE;
    }
    return execution.getStatus() == BatchStatus.STOPPED ? State.STOPPED : State.FAILED;
  }

  private static String note(StepExecution execution) {
    return execution.getFailureExceptions().stream()
        .findFirst()
        .map(Throwable::getMessage)
        .orElse(execution.getExitStatus().getExitDescription());
  }

  private static Instant instant(LocalDateTime time) {
    return time.atZone(ZoneId.systemDefault()).toInstant();
  }
}
