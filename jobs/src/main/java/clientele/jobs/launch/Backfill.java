package clientele.jobs.launch;

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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs the nights of past dates that are missing, in their order, as if each had run then. A night
 * that breaks a contract does not keep the next from its turn; any other failure would meet that
 * too, and ends the backfill.
 */
public final class Backfill {

  /** Exit codes, the gravest first. */
  private static final List<Integer> GRAVITY = List.of(1, 6, 2, 4, 3, 5, Interruption.EXIT_CODE, 0);

  private final Settings settings;
  private final InstantSource clock;
  private final Nightly nightly;
  private final BooleanSupplier isInterrupted;

  /**
   * @param isInterrupted asked before each step
   */
  public Backfill(
      Settings settings, InstantSource clock, RunObserver observer, BooleanSupplier isInterrupted) {
    this.settings = settings;
    this.clock = clock;
    this.nightly = new Nightly(settings, clock, observer, isInterrupted);
    this.isInterrupted = isInterrupted;
  }

  /**
   * Runs what is missing, under one lease.
   *
   * @param said told which night begins
   * @return the dates up to the one that ended the backfill
   */
  public List<BackfilledNight> run(BackfillOrder order, Consumer<String> said) {
    List<BackfilledNight> nights = new ArrayList<>();
    try (Lease lease = Lease.acquire(Warehouse.location(settings), clock);
        Warehouse warehouse = Warehouse.open(settings, clock)) {
      for (NightOrder night : order.nights()) {
        if (isInterrupted.getAsBoolean()) {
          break;
        }
        said.accept("Night of %s".formatted(night.date()));
        nights.add(run(night, warehouse, lease));
        if (!goesOn(nights.get(nights.size() - 1))) {
          break;
        }
      }
    }
    return List.copyOf(nights);
  }

  /** The exit code of the gravest end among the nights. */
  public static int exitCode(List<BackfilledNight> nights) {
    return nights.stream()
        .map(BackfilledNight::exitCode)
        .min(Comparator.comparing(GRAVITY::indexOf))
        .orElse(Interruption.EXIT_CODE);
  }

  private static boolean goesOn(BackfilledNight night) {
    return night.exitCode() == 0
        || night.failure().filter(Failure.Contract.class::isInstance).isPresent();
  }

  private BackfilledNight run(NightOrder night, Warehouse warehouse, Lease lease) {
    boolean isPast = warehouse.isPast(night.date());
    try {
      lease.confirm();
      if (isPast) {
        refuseForgotten(night.date(), warehouse);
      }
      return new BackfilledNight(
          night.date(),
          isPast,
          Optional.of(nightly.run(night, warehouse, lease)),
          Optional.empty());
    } catch (Failure failure) {
      return new BackfilledNight(night.date(), isPast, Optional.empty(), Optional.of(failure));
    }
  }

  /** The night before must still be published: what it stored is what this one goes on from. */
  private void refuseForgotten(LocalDate date, Warehouse warehouse) {
    Optional<LocalDate> kept =
        warehouse.store().publications().stream()
            .map(Publication::asOf)
            .filter(asOf -> asOf.isBefore(date))
            .max(Comparator.naturalOrder());
    try (RunHistory history = new RunHistory(Warehouse.location(settings).metadataUrl())) {
      List<LocalDate> done = history.doneDates(NightlyJob.NAME);
      Optional<LocalDate> before =
          done.stream().filter(asOf -> asOf.isBefore(date)).max(Comparator.naturalOrder());
      if (!done.contains(date) && before.isPresent() && !before.equals(kept)) {
        throw new Failure.Settings(
            "%s cannot be made up for: the night before it, %s, is no longer among the publications (warehouse.kept_publications), and it would go on from there. Give later dates"
                .formatted(date, before.get()));
      }
    }
  }
}
