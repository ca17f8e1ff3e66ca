package clientele.jobs.launch;

import clientele.etl.Step;
import clientele.etl.StepResult;
import clientele.etl.extract.Progress;
import clientele.etl.store.Lease;

/** A step that is done only after the lease was confirmed. */
record ConfirmedStep(Step step, Lease lease) implements Step {

  @Override
  public String name() {
    return step.name();
  }

  @Override
  public Kind kind() {
    return step.kind();
  }

  @Override
  public StepResult run(Progress progress) {
    lease.confirm();
    return step.run(progress);
  }
}
