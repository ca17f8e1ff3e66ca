package clientele.jobs.launch;

import clientele.etl.RunRequest;
import clientele.etl.Step;
import clientele.etl.Warehouse;
import clientele.etl.settings.Settings;
import clientele.etl.store.Lease;
import clientele.jobs.job.BatchRun;
import clientele.jobs.launch.NightResult.End;
import clientele.jobs.step.RunObserver;
import clientele.jobs.step.StepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Runs the steps of a warehouse under a lease that is held. */
record LeasedRun(Settings settings, RunObserver observer, BooleanSupplier isInterrupted) {

  private static final int MOST_BY_DEFAULT = 4;

  NightResult run(RunRequest request, List<Step> steps, Warehouse warehouse, Lease lease) {
    List<StepReport> reports = new ArrayList<>();
    BatchRun.End end =
        new BatchRun(
                Warehouse.location(settings).metadataUrl(),
                observer.and(reports::add),
                warehouse::record,
                isInterrupted,
                sideBySide())
            .run(request, confirmed(steps, lease));
    return new NightResult(
        end == BatchRun.End.DONE ? End.DONE : End.INTERRUPTED,
        request.asOf(),
        request.runId(),
        reports);
  }

  private int sideBySide() {
    int asked = settings.integer("steps.side_by_side");
    int cores = Runtime.getRuntime().availableProcessors();
    return asked == 0 ? Math.min(cores, MOST_BY_DEFAULT) : asked;
  }

  /** What cannot be taken back is done only by who still has the lease. */
  private static List<Step> confirmed(List<Step> steps, Lease lease) {
    return steps.stream()
        .map(step -> step.kind() == Step.Kind.PUBLISH ? new ConfirmedStep(step, lease) : step)
        .toList();
  }
}
