package clientele.jobs.step;

import java.time.Duration;
import java.util.Optional;

/** Told how a run goes on, from the thread that does the work; {@link #rows} must be cheap. */
public interface RunObserver {

  /**
   * @param number counts up from 1
   * @param of the number of steps of the run
   * @param before what the step took the last time, where there was one
   */
  void stepStarted(String step, int number, int of, Optional<Expectation> before);

  void rows(long soFar);

  void stepEnded(StepReport report);

  /** What a step is expected to take, from the last time it ran. */
  record Expectation(long rows, Duration duration) {}
}
