package clientele.jobs.job;

import clientele.etl.Step;
import clientele.etl.StepResult;
import clientele.etl.extract.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A little warehouse in memory: remembers which steps were done, as a branch of the store does. */
public final class Deeds {

  public final List<String> log = new ArrayList<>();
  private final Set<String> done = new HashSet<>();

  public Step step(String name) {
    return step(name, () -> null);
  }

  /** A step that throws what the supplier gives, until it gives null. */
  public Step step(String name, Supplier<? extends Throwable> failure) {
    return new Step() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Kind kind() {
        return Kind.BUILD;
      }

      @Override
      public StepResult run(Progress progress) {
        if (done.contains(name)) {
          return new StepResult(0, 0, Map.of(), "", true);
        }
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException runtime) {
          throw runtime;
        } else if (thrown instanceof Error error) {
          throw error;
        }
        log.add(name);
        done.add(name);
        progress.rows(7);
        return new StepResult(7, 5, Map.of("quarantined", 2L), "2 rows quarantined", false);
      }
    };
  }
}
