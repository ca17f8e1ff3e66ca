package clientele.jobs.step;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Told how a run goes on, from the threads that do the work: of begins and ends by one at a time,
 * of rows by several at once. {@link #rows} must be cheap.
 */
public interface RunObserver {

  /**
   * @param number counts up from 1
   * @param of the number of steps of the run
   * @param before what the step took the last time, where there was one
   */
  void stepStarted(String step, int number, int of, Optional<Expectation> before);

  void rows(String step, long soFar);

  void stepEnded(StepReport report);

  /** This observer, and one more that is told how steps ended. */
  default RunObserver and(Consumer<StepReport> ends) {
    RunObserver first = this;
    return new RunObserver() {
      @Override
      public void stepStarted(String step, int number, int of, Optional<Expectation> before) {
        first.stepStarted(step, number, of, before);
      }

      @Override
      public void rows(String step, long soFar) {
        first.rows(step, soFar);
      }

      @Override
      public void stepEnded(StepReport report) {
        ends.accept(report);
        first.stepEnded(report);
      }
    };
  }

  /** What a step is expected to take, from the last time it ran. */
  record Expectation(long rows, Duration duration) {}
}
