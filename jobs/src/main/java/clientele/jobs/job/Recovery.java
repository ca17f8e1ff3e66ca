package clientele.jobs.job;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Makes what a dead process left in the job repository fit to be started again. Only the holder of
 * the lease may do it: that nobody else runs is what the lease proves.
 */
public final class Recovery {

  private final JobRepository repository;
  private final JobOperator operator;

  public Recovery(JobRepository repository, JobOperator operator) {
    this.repository = repository;
    this.operator = operator;
  }

  /** Ends every execution that says it runs; returns how many there were. */
  public int recover(String jobName) {
    List<JobExecution> dead = List.copyOf(repository.findRunningJobExecutions(jobName));
    dead.forEach(this::end);
    repository.findJobInstances(jobName).forEach(this::settle);
    return dead.size();
  }

  private void end(JobExecution execution) {
    JobExecution ended = operator.recover(execution);
    ended.setExitStatus(
        new ExitStatus(JobEnding.KILLED, "its process ended without a word, killed or cut off"));
    repository.update(ended);
  }

  private void settle(JobInstance instance) {
    List<JobExecution> executions = repository.getJobExecutions(instance);
    if (executions.isEmpty()) {
      // Killed between the two inserts; Spring Batch refuses to start such an instance.
      repository.deleteJobInstance(instance);
    }
    executions.forEach(this::settle);
  }

  /**
   * Spring Batch calls an execution unknown whose record could not be saved, and never starts it
   * again. What is done is known by the store, so it is only failed.
   */
  private void settle(JobExecution execution) {
    unsettled(execution)
        .forEach(
            step -> {
              step.setStatus(BatchStatus.FAILED);
              step.setEndTime(now());
              repository.update(step);
            });
    if (execution.getStatus() == BatchStatus.UNKNOWN) {
      execution.setStatus(BatchStatus.FAILED);
      execution.setEndTime(now());
      repository.update(execution);
    }
  }

  private static Stream<StepExecution> unsettled(JobExecution execution) {
    return execution.getStepExecutions().stream()
        .filter(step -> step.getStatus() == BatchStatus.UNKNOWN || step.getStatus().isRunning());
  }

  private static LocalDateTime now() {
    return LocalDateTime.now(ZoneId.systemDefault());
  }
}
