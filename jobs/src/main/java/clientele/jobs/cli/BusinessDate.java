package clientele.jobs.cli;

import clientele.etl.settings.Settings;
import clientele.failure.Failure;
import java.time.LocalDate;
import java.time.ZoneId;

/** Business dates that are asked for. */
final class BusinessDate {

  private BusinessDate() {}

  static LocalDate today(Settings settings) {
    return LocalDate.ofInstant(Clock.system().instant(), ZoneId.of(settings.text("time_zone")));
  }

  static void refuseFuture(Settings settings, String option, LocalDate date) {
    LocalDate today = today(settings);
    if (date.isAfter(today)) {
      throw new Failure.Settings(
          "%s %s has not come yet: today is %s in %s; give today or an earlier date"
              .formatted(option, date, today, settings.text("time_zone")));
    }
  }
}
