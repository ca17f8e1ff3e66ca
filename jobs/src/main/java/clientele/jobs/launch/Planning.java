package clientele.jobs.launch;

import clientele.etl.Planner;
import clientele.etl.RunRequest;
import clientele.etl.Warehouse;
import clientele.etl.settings.Settings;
import clientele.etl.store.IcebergStore;
import clientele.etl.store.LocationSettings;
import clientele.etl.store.Publication;
import clientele.jobs.job.Run;
import clientele.jobs.job.RunHistory;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Tells what a night would do, and changes nothing. */
public final class Planning {

  private final Settings settings;

  public Planning(Settings settings) {
    this.settings = settings;
  }

  public NightPlan plan(NightOrder order) {
    LocationSettings location = Warehouse.location(settings);
    List<Run> attempts = Nightly.attempts(order, location.metadataUrl());
    Optional<NightResult> done = Nightly.findDone(order, attempts);
    if (done.isPresent()) {
      return new NightPlan(
          NightPlan.Kind.ALREADY_DONE, order.date(), done.get().runId(), List.of());
    }
    RunRequest request = order.request(RunNames.of(order, attempts));
    if (!RunHistory.hasRuns(location.metadataUrl())) {
      // Opening a store would make it.
      return plan(NightPlan.Kind.NIGHTLY, request, new Planner(settings, Optional.empty()));
    }
    try (IcebergStore store = new IcebergStore(location, InstantSource.system())) {
      boolean isPast =
          store.lastPublication().map(Publication::asOf).filter(order.date()::isBefore).isPresent();
      return plan(
          isPast ? NightPlan.Kind.BACKFILL : NightPlan.Kind.NIGHTLY,
          isPast ? request.asRebuild() : request,
          new Planner(settings, Optional.of(store.at(order.date()))));
    }
  }

  private static NightPlan plan(NightPlan.Kind kind, RunRequest request, Planner planner) {
    return new NightPlan(kind, request.asOf(), request.runId(), planner.plan(request));
  }
}
