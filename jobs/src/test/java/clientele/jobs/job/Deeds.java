package clientele.jobs.job;

import clientele.etl.Step;
import clientele.etl.StepResult;
import clientele.etl.extract.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A little warehouse in memory: remembers which steps were done, as a branch of the store does. */
public final class Deeds {

  public final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> done = ConcurrentHashMap.newKeySet();

  public Step step(String name) {
    return step(name, () -> null);
  }

  /** A step that throws what the supplier gives, until it gives null. */
  public Step step(String name, Supplier<? extends Throwable> failure) {
    return step(name, Optional.empty(), failure);
  }

  /** As {@link #step(String, Supplier)}, beside others: it reads these steps. */
  public Step step(
      String name, Optional<Set<String>> reads, Supplier<? extends Throwable> failure) {
    return new Step() {
      @Override
      public Optional<Set<String>> reads() {
        return reads;
      }

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
