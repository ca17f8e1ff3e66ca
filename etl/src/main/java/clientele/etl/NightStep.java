package clientele.etl;

import clientele.etl.extract.Progress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A step whose work is a function of the progress it reports. */
record NightStep(
    String name, Kind kind, Optional<Set<String>> reads, Function<Progress, StepResult> work)
    implements Step {

  NightStep(String name, Kind kind, Function<Progress, StepResult> work) {
    this(name, kind, Optional.empty(), work);
  }

  /** This step, beside others: it waits for these alone. */
  NightStep reading(Set<String> steps) {
    return new NightStep(name, kind, Optional.of(steps), work);
  }

  @Override
  public StepResult run(Progress progress) {
    return work.apply(progress);
  }

  /** The result of a step that an earlier attempt had done. */
  static StepResult wasDone(long rows) {
    return new StepResult(rows, rows, Map.of(), "", true);
  }

  static StepResult done(long read, long written) {
    return new StepResult(read, written, Map.of(), "", false);
  }

  static StepResult done(long read, long written, String note) {
    return new StepResult(read, written, Map.of(), note, false);
  }
}
