package clientele.jobs.launch;

import clientele.etl.RunRequest;
import clientele.etl.Warehouse;
import clientele.etl.settings.Settings;
import clientele.etl.store.Lease;
import clientele.etl.store.Publication;
import clientele.failure.Failure;
import clientele.jobs.job.NightlyJob;
import clientele.jobs.job.RunHistory;
import clientele.jobs.step.RunObserver;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** Makes what is published again from raw rows, and proves that it is the same. */
public final class Rebuild {

  private final Settings settings;
  private final InstantSource clock;
  private final LeasedRun run;

  /**
   * @param isInterrupted asked before each step
   */
  public Rebuild(
      Settings settings, InstantSource clock, RunObserver observer, BooleanSupplier isInterrupted) {
    this.settings = settings;
    this.clock = clock;
    this.run = new LeasedRun(settings, observer, isInterrupted);
  }

  /**
   * Rebuilds, compares and publishes.
   *
   * @param select names of tables parted by commas; empty for everything
   * @param isAccepted whether what differs is published too
   * @throws Failure.Contract naming what differs
   */
  public NightResult run(Optional<String> select, boolean isAccepted) {
    try (Lease lease = Lease.acquire(Warehouse.location(settings), clock);
        Warehouse warehouse = Warehouse.open(settings, clock)) {
      Publication published =
          warehouse
              .lastPublication()
              .orElseThrow(
                  () ->
                      new Failure.Settings(
                          "nothing is published yet; run 'clientele run nightly --date D' first"));
      NightOrder order = new NightOrder(published.asOf(), select, true);
      String url = Warehouse.location(settings).metadataUrl();
      try (RunHistory history = new RunHistory(url)) {
        String runId =
            RunNames.ofRebuild(
                order, history.attempts(NightlyJob.REBUILD, published.asOf(), select));
        RunRequest request = order.request(runId).asRebuild();
        List<LocalDate> nights = nightsBefore(published.asOf(), history.doneDates(NightlyJob.NAME));
        return run.run(
            request, warehouse.rebuildSteps(request, nights, isAccepted), warehouse, lease);
      }
    }
  }

  /** Those that went forward; one of the past that was made up for left nothing to the next. */
  private static List<LocalDate> nightsBefore(LocalDate asOf, List<LocalDate> done) {
    TreeSet<LocalDate> forward = new TreeSet<>();
    for (LocalDate date : done) {
      if (forward.isEmpty() || date.isAfter(forward.last())) {
        forward.add(date);
      }
    }
    return new ArrayList<>(forward.headSet(asOf));
  }
}
