package clientele.jobs.cli;

import clientele.etl.settings.Settings;
import clientele.jobs.launch.NightOrder;
import clientele.jobs.launch.NightResult;
import clientele.jobs.launch.Nightly;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** Runs nights and shows how they go on, as suits whoever watches. */
record NightRunner(Console console, InstantSource clock, BooleanSupplier isInterrupted) {

  NightResult run(Settings settings, NightOrder order) {
    OptionalInt columns = Terminal.columns();
    if (columns.isPresent()) {
      try (BarProgress progress = new BarProgress(console.err(), columns.getAsInt())) {
        return new Nightly(settings, clock, progress, isInterrupted).run(order);
      }
    }
    try (PlainProgress progress = new PlainProgress(console.err(), clock)) {
      return new Nightly(settings, clock, progress, isInterrupted).run(order);
    }
  }

  boolean isDone(Settings settings, NightOrder order) {
    try (PlainProgress progress = new PlainProgress(console.err(), clock)) {
      return new Nightly(settings, clock, progress, isInterrupted).isDone(order);
    }
  }
}
