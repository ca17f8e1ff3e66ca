package clientele.jobs.step;

import clientele.etl.Step;
import clientele.etl.StepResult;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** A step of the warehouse; one that was done before ends as a no-op. */
public final class StepTasklet implements Tasklet {

  private final Step step;
  private final RunObserver observer;

  public StepTasklet(Step step, RunObserver observer) {
    this.step = step;
    this.observer = observer;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
    StepResult result;
    try {
      result = step.run(rows -> observer.rows(step.name(), rows));
    } catch (RuntimeException | Error origin) {
      throw new StepFailure(origin);
    }
    contribution.getStepExecution().setReadCount(result.read());
    contribution.getStepExecution().setWriteCount(result.written());
    ExitStatus status = result.wasDone() ? ExitStatus.NOOP : ExitStatus.COMPLETED;
    contribution.setExitStatus(status.addExitDescription(result.note()));
    return RepeatStatus.FINISHED;
  }
}
