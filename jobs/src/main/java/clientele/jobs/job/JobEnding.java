package clientele.jobs.job;

import clientele.failure.Failure;
import clientele.jobs.step.StepFailure;
import java.util.Locale;
import java.util.Optional;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;

/** Keeps the kind of a run's failure as its exit code. */
final class JobEnding implements JobExecutionListener {

  static final String KILLED = "KILLED";
  static final String BUG = "BUG";

  /** Such as {@code CONTRACT}. */
  static String code(Class<? extends Failure> kind) {
    return kind.getSimpleName().toUpperCase(Locale.ROOT);
  }

  @Override
  public void afterJob(JobExecution execution) {
    if (execution.getStatus() == BatchStatus.FAILED) {
      execution.setExitStatus(failed(execution));
    }
  }

  private static ExitStatus failed(JobExecution execution) {
    Optional<Throwable> cause = execution.getAllFailureExceptions().stream().findFirst();
    String message = cause.map(Throwable::getMessage).orElse("");
    return new ExitStatus(
        cause
            .filter(StepFailure.class::isInstance)
            .map(failure -> ((StepFailure) failure).origin())
            .filter(Failure.class::isInstance)
            .map(failure -> code(((Failure) failure).getClass()))
            .orElse(BUG),
        message == null ? "" : message);
  }
}
