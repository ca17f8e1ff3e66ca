package clientele.jobs.job;

import clientele.jobs.step.RunObserver;
import clientele.jobs.step.StepReport;
import java.util.Optional;

/** Hands on to an observer what the threads of a run tell, begins and ends one at a time. */
record OneAtATime(RunObserver observer) implements RunObserver {

  @Override
  public void stepStarted(String step, int number, int of, Optional<Expectation> before) {
    synchronized (observer) {
      observer.stepStarted(step, number, of, before);
    }
  }

  @Override
  public void rows(String step, long soFar) {
    observer.rows(step, soFar);
  }

  @Override
  public void stepEnded(StepReport report) {
    synchronized (observer) {
      observer.stepEnded(report);
    }
  }
}
