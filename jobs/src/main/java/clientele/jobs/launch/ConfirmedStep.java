package clientele.jobs.launch;

import clientele.etl.Step;
import clientele.etl.StepResult;
import clientele.etl.extract.Progress;
import clientele.etl.store.Lease;
import java.util.Optional;
import java.util.Set;

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
  public Optional<Set<String>> reads() {
    return step.reads();
  }

  @Override
  public StepResult run(Progress progress) {
    lease.confirm();
    return step.run(progress);
  }
}
