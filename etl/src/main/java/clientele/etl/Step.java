package clientele.etl;

import clientele.etl.extract.Progress;

/**
 * One piece of a run that is done whole or not at all. Running it again after it was done on the
 * run's branch, also by a process that died since, changes nothing and returns at once.
 */
public interface Step {

  /** What a person reads, unique within the run: {@code extract shop.orders}, {@code publish}. */
  String name();

  Kind kind();

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
