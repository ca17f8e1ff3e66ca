package clientele.jobs.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/**
 * A run as a job of Spring Batch: each step begins as soon as what it reads is there, a few side by
 * side; first those after which most is left to do, as far as the last run tells. After one that
 * fails or is stopped none begins; those that run are waited for.
 */
final class RunJob extends AbstractJob {

  private final List<Part> parts;
  private final int sideBySide;
  private final Map<Part, Duration> left = new HashMap<>();

  /**
   * A step and what it waits for.
   *
   * @param reads as {@link clientele.etl.Step#reads}
   * @param expected what it took the last time
   */
  record Part(Step step, Optional<Set<String>> reads, Duration expected) {
    String name() {
      return step.getName();
    }
  }

  /**
   * @param parts in an order in which they could be done one by one
   * @param sideBySide how many steps may run at once, at least 1
   */
  RunJob(String name, List<Part> parts, int sideBySide) {
    super(name);
    this.parts = parts;
    this.sideBySide = sideBySide;
    for (int i = parts.size() - 1; i >= 0; i--) {
      Part part = parts.get(i);
      Duration behind =
          parts.subList(i + 1, parts.size()).stream()
              .filter(
                  other -> other.reads().filter(reads -> reads.contains(part.name())).isPresent())
              .map(left::get)
              .max(Comparator.naturalOrder())
              .orElse(Duration.ZERO);
      left.put(part, behind.plus(part.expected()));
    }
  }

  @Override
  public Step getStep(String stepName) {
    return parts.stream()
        .filter(part -> part.name().equals(stepName))
        .map(Part::step)
        .findFirst()
        .orElse(null);
  }

  @Override
  public Collection<String> getStepNames() {
    return parts.stream().map(Part::name).toList();
  }

  @Override
  protected void doExecute(JobExecution execution) throws JobExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(sideBySide);
    try {
      new Progress(execution, new ExecutorCompletionService<>(threads)).goThrough();
    } finally {
      threads.shutdown();
    }
  }

  /** How far one execution has come; used by the thread that hands out the steps alone. */
  private final class Progress {

    private final JobExecution execution;
    private final CompletionService<StepExecution> workers;
    private final List<Part> waiting = new ArrayList<>(parts);
    private final Set<String> done = new HashSet<>();
    private int running;
    private Optional<StepExecution> failed = Optional.empty();
    private Optional<JobExecutionException> interruption = Optional.empty();

    Progress(JobExecution execution, CompletionService<StepExecution> workers) {
      this.execution = execution;
      this.workers = workers;
    }

    void goThrough() throws JobExecutionException {
      begin();
      while (running > 0) {
        end(next());
        if (failed.isEmpty() && interruption.isEmpty()) {
          begin();
        }
      }
      if (failed.isPresent()) {
        // An interruption meanwhile has set another status: a failure counts more.
        execution.setStatus(BatchStatus.FAILED);
        execution.setExitStatus(failed.get().getExitStatus());
      } else if (interruption.isPresent()) {
        throw interruption.get();
      } else {
        execution.upgradeStatus(BatchStatus.COMPLETED);
        execution.setExitStatus(ExitStatus.COMPLETED);
      }
    }

    private void begin() {
      List<Part> ready =
          waiting.stream()
              .filter(this::isReady)
              .sorted(Comparator.comparing(left::get, Comparator.reverseOrder()))
              .limit(sideBySide - running)
              .toList();
      waiting.removeAll(ready);
      running += ready.size();
      ready.forEach(part -> workers.submit(() -> handleStep(part.step(), execution)));
    }

    private boolean isReady(Part part) {
      List<Part> before = parts.subList(0, parts.indexOf(part));
      return part.reads().isEmpty()
          ? before.stream().allMatch(this::isDone)
          : done.containsAll(part.reads().get())
              && before.stream().filter(other -> other.reads().isEmpty()).allMatch(this::isDone);
    }

    private boolean isDone(Part part) {
      return done.contains(part.name());
    }

    private Future<StepExecution> next() {
      try {
        return workers.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    private void end(Future<StepExecution> ended) {
      running--;
      try {
        StepExecution step = ended.get();
        if (step.getStatus() == BatchStatus.COMPLETED) {
          done.add(step.getStepName());
        } else if (failed.isEmpty()) {
          failed = Optional.of(step);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException("a future that has ended is not waited for", e);
      } catch (ExecutionException e) {
        interruption = Optional.of(interruption(e.getCause()));
      }
    }

    private JobExecutionException interruption(Throwable cause) {
      if (cause instanceof JobExecutionException known) {
        return known;
      } else if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(cause);
    }
  }
}
