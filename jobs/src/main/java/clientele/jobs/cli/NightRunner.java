package clientele.jobs.cli;

import clientele.etl.settings.Settings;
import clientele.jobs.launch.Backfill;
import clientele.jobs.launch.BackfillOrder;
import clientele.jobs.launch.BackfilledNight;
import clientele.jobs.launch.Interruption;
import clientele.jobs.launch.NightOrder;
import clientele.jobs.launch.NightResult;
import clientele.jobs.launch.NightResult.End;
import clientele.jobs.launch.Nightly;
import clientele.jobs.launch.Rebuild;
import clientele.jobs.step.RunObserver;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Runs nights and shows how they go on, as suits whoever watches. */
record NightRunner(Console console, InstantSource clock, BooleanSupplier isInterrupted) {

  /** Nights that a signal ends at the next step. */
  static NightRunner listening(Console console) {
    return new NightRunner(
        console, Clock.system(), Interruption.listen(() -> console.note(NightText.STOPPING)));
  }

  /**
   * Shows how a night ended.
   *
   * @return the exit code that says so
   */
  int tell(Settings settings, NightResult result) {
    console.result(NightText.value(settings, result), NightText.lines(settings, result));
    return result.end() == End.INTERRUPTED ? Interruption.EXIT_CODE : 0;
  }

  NightResult run(Settings settings, NightOrder order) {
    return watched(observer -> new Nightly(settings, clock, observer, isInterrupted).run(order));
  }

  List<BackfilledNight> run(Settings settings, BackfillOrder order) {
    return watched(
        observer ->
            new Backfill(settings, clock, observer, isInterrupted).run(order, console::note));
  }

  /** As {@link Rebuild#run}. */
  NightResult rebuild(Settings settings, Optional<String> select, boolean isAccepted) {
    return watched(
        observer -> new Rebuild(settings, clock, observer, isInterrupted).run(select, isAccepted));
  }

  private <R> R watched(Function<RunObserver, R> work) {
    OptionalInt columns = Terminal.columns();
    if (columns.isPresent()) {
      try (BarProgress progress = new BarProgress(console.err(), columns.getAsInt())) {
        return work.apply(progress);
      }
    }
    try (PlainProgress progress = new PlainProgress(console.err(), clock)) {
      return work.apply(progress);
    }
  }

  boolean isDone(Settings settings, NightOrder order) {
    try (PlainProgress progress = new PlainProgress(console.err(), clock)) {
      return new Nightly(settings, clock, progress, isInterrupted).isDone(order);
    }
  }
}
