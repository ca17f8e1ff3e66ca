package clientele.jobs.launch;

import clientele.jobs.step.RunObserver;
import clientele.jobs.step.StepReport;
import java.util.Optional;

/** Watches a run and says nothing. */
final class Silence implements RunObserver {

  @Override
  public void stepStarted(String step, int number, int of, Optional<Expectation> before) {}

  @Override
  public void rows(String step, long soFar) {}

  @Override
  public void stepEnded(StepReport report) {}
}
