package clientele.jobs.launch;

import clientele.etl.RunRequest;
import clientele.etl.Warehouse;
import clientele.etl.settings.Settings;
import clientele.etl.store.Lease;
import clientele.etl.store.LocationSettings;
import clientele.etl.store.Publication;
import clientele.failure.Failure;
import clientele.jobs.job.NightlyJob;
import clientele.jobs.job.Run;
import clientele.jobs.job.RunHistory;
import clientele.jobs.launch.NightResult.End;
import clientele.jobs.step.RunObserver;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Runs nights: each once for a date, one at a time, on from where an earlier attempt stopped. */
public final class Nightly {

  private final Settings settings;
  private final InstantSource clock;
  private final RunObserver observer;
  private final BooleanSupplier isInterrupted;

  /**
   * @param isInterrupted asked before each step
   */
  public Nightly(
      Settings settings, InstantSource clock, RunObserver observer, BooleanSupplier isInterrupted) {
    this.settings = settings;
    this.clock = clock;
    this.observer = observer;
    this.isInterrupted = isInterrupted;
  }

  /** Whether the night was done. */
  public boolean isDone(NightOrder order) {
    return findDone(order, attempts(order, Warehouse.location(settings).metadataUrl())).isPresent();
  }

  /** Runs what is missing of the night, or finds that it was done. */
  public NightResult run(NightOrder order) {
    LocationSettings location = Warehouse.location(settings);
    String url = location.metadataUrl();
    Optional<NightResult> done = findDone(order, attempts(order, url));
    if (done.isPresent()) {
      return done.get();
    }
    try (Lease lease = Lease.acquire(location, clock);
        Warehouse warehouse = Warehouse.open(settings, clock)) {
      Optional<NightResult> justDone = findDone(order, attempts(order, url));
      if (justDone.isPresent()) {
        return justDone.get();
      }
      refuseEarlier(order, warehouse.lastPublication());
      return run(order, warehouse, lease);
    }
  }

  /** Runs what is missing of a night, also of one of the past, under a lease that is held. */
  NightResult run(NightOrder order, Warehouse warehouse, Lease lease) {
    List<Run> attempts = attempts(order, Warehouse.location(settings).metadataUrl());
    Optional<NightResult> done = findDone(order, attempts);
    return done.isPresent()
        ? done.get()
        : run(order, RunNames.of(order, attempts), warehouse, lease);
  }

  static List<Run> attempts(NightOrder order, String url) {
    try (RunHistory history = new RunHistory(url)) {
      return history.attempts(NightlyJob.NAME, order.date(), order.select());
    }
  }

  static Optional<NightResult> findDone(NightOrder order, List<Run> attempts) {
    return attempts.stream()
        .filter(attempt -> attempt.state() == Run.State.DONE)
        .findFirst()
        .map(
            attempt -> new NightResult(End.ALREADY_DONE, order.date(), attempt.runId(), List.of()));
  }

  private static void refuseEarlier(NightOrder order, Optional<Publication> last) {
    if (last.isPresent() && last.get().asOf().isAfter(order.date())) {
      throw new Failure.Settings(
          "--date %1$s is before the last published date, %2$s: a night goes forward only; give that date or a later one, or make up for a date of the past by 'clientele run backfill --from %1$s --to %1$s'"
              .formatted(order.date(), last.get().asOf()));
    }
  }

  private NightResult run(NightOrder order, String runId, Warehouse warehouse, Lease lease) {
    RunRequest request = order.request(runId);
    return new LeasedRun(settings, observer, isInterrupted)
        .run(request, warehouse.steps(request), warehouse, lease);
  }
}
