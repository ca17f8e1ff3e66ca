package clientele.etl;

import clientele.etl.extract.Progress;
import java.util.Optional;
import java.util.Set;

/**
 * One piece of a run that is done whole or not at all. Running it again after it was done on the
 * run's branch, also by a process that died since, changes nothing and returns at once.
 */
public interface Step {

  /** What a person reads, unique within the run: {@code extract shop.orders}, {@code publish}. */
  String name();

  Kind kind();

  /**
   * The steps of its run, by name, whose results it reads. A step that tells them may run beside
   * others that do, as soon as these are done and every step before it that does not tell. Empty:
   * it runs alone, after all before it and before all behind it.
   */
  default Optional<Set<String>> reads() {
    return Optional.empty();
  }

  /** Does it, or finds that it was done. */
  StepResult run(Progress progress);

  /** The sections of a run, in their order. */
  enum Kind {
    EXTRACT,
    BUILD,
    CHECK,
    PUBLISH,
    DELIVER
  }
}
