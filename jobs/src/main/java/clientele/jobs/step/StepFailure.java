package clientele.jobs.step;

import clientele.failure.Failure;

/**
 * A step failed. Spring Batch writes an exception with its causes and their messages into the job
 * repository; what drivers say there may hold a password, so the origin travels beside this
 * exception, not as its cause.
 */
public final class StepFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Throwable origin;

  StepFailure(Throwable origin) {
    super(message(origin), null, false, false);
    this.origin = origin;
  }

  public Throwable origin() {
    return origin;
  }

  private static String message(Throwable origin) {
    return origin instanceof Failure ? origin.getMessage() : origin.getClass().getName();
  }
}
