package clientele.jobs.job;

import clientele.etl.RunRequest;
import clientele.etl.Step;
import clientele.etl.StepTiming;
import clientele.jobs.step.RunObserver;
import clientele.jobs.step.RunObserver.Expectation;
import clientele.jobs.step.StepFailure;
import clientele.jobs.step.StepReport;
import clientele.jobs.step.StepTasklet;
import clientele.jobs.step.StepWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Runs the steps of a warehouse as a job of Spring Batch. The caller holds the lease. */
public final class BatchRun {

  private final String url;
  private final RunObserver observer;
  private final Consumer<StepTiming> timings;
  private final BooleanSupplier isInterrupted;
  private final int sideBySide;

  /**
   * @param url JDBC URL of the metadata database
   * @param timings given the timing of each step that is done, before one that reads it begins;
   *     like the observer told by one thread at a time
   * @param isInterrupted asked before each step, by any thread
   * @param sideBySide how many steps may run at once, at least 1
   */
  public BatchRun(
      String url,
      RunObserver observer,
      Consumer<StepTiming> timings,
      BooleanSupplier isInterrupted,
      int sideBySide) {
    this.url = url;
    this.observer = new OneAtATime(observer);
    this.timings = timings;
    this.isInterrupted = isInterrupted;
    this.sideBySide = sideBySide;
  }

  /** How a run ended that did not fail. */
  public enum End {
    DONE,
    INTERRUPTED
  }

  /** Runs what is missing. What a step throws comes through as it was thrown. */
  public End run(RunRequest request, List<Step> steps) {
    try (JobDatabase database = new JobDatabase(url)) {
      JobRepository repository = database.jobRepository();
      TaskExecutorJobOperator operator = operator(repository);
      Recovery recovery = new Recovery(repository, operator);
      NightlyJob.NAMES.forEach(recovery::recover);
      JobExecution execution =
          operator.start(
              NightlyJob.of(request, repository, parts(repository, request, steps), sideBySide),
              NightlyJob.parameters(request));
      return end(execution);
    } catch (JobExecutionException e) {
      throw new IllegalStateException(e);
    } catch (DataAccessException | TransactionException e) {
      throw JobFailure.of("the job repository cannot be written", url, e);
    }
  }

  private static TaskExecutorJobOperator operator(JobRepository repository) {
    TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
    operator.setJobRepository(repository);
    operator.setJobRegistry(new MapJobRegistry());
    try {
      operator.afterPropertiesSet();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return operator;
  }

  private List<RunJob.Part> parts(JobRepository repository, RunRequest request, List<Step> steps) {
    List<RunJob.Part> parts = new ArrayList<>();
    try (RunHistory history = new RunHistory(url)) {
      Map<String, Expectation> lastTimes = history.lastTimes();
      Map<String, StepReport> done = history.doneSteps(request.runId());
      for (Step step : steps) {
        StepWatch.Place place =
            new StepWatch.Place(
                parts.size() + 1,
                steps.size(),
                Optional.ofNullable(lastTimes.get(step.name())),
                Optional.ofNullable(done.get(step.name())));
        StepWatch watch = new StepWatch(step, place, observer, this::keep, isInterrupted);
        parts.add(
            new RunJob.Part(
                // The store knows what is done on the run's branch, so every step is asked again.
                new StepBuilder(step.name(), repository)
                    .tasklet(new StepTasklet(step, observer), new ResourcelessTransactionManager())
                    .allowStartIfComplete(true)
                    .listener(watch)
                    .build(),
                step.reads(),
                place.lastTime().map(Expectation::duration).orElse(Duration.ofMillis(1))));
      }
    }
    return parts;
  }

  private synchronized void keep(StepTiming timing) {
    timings.accept(timing);
  }

  private static End end(JobExecution execution) {
    if (execution.getStatus() == BatchStatus.COMPLETED) {
      return End.DONE;
    } else if (execution.getStatus() == BatchStatus.STOPPED) {
      return End.INTERRUPTED;
    }
    Throwable failure =
        execution.getAllFailureExceptions().stream()
            .findFirst()
            .map(thrown -> thrown instanceof StepFailure step ? step.origin() : thrown)
            .orElseGet(
                () -> new IllegalStateException("the run ended as " + execution.getStatus()));
    if (failure instanceof RuntimeException runtime) {
      throw runtime;
    } else if (failure instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(failure);
  }
}
