package clientele.etl.settings;

import clientele.yaml.Faults;
import clientele.yaml.Nearest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a setting's value must be beyond its type. */
record SettingRules(Map<String, Object> values, Faults faults) {

  void check() {
    oneOf("engine", List.of("duckdb", "spark"));
    oneOf("language", List.of("en", "ru"));
    oneOf("country", Arrays.asList(Locale.getISOCountries()));
    timeZone();
    try {
      Currency.getInstance(text("currency"));
    } catch (IllegalArgumentException e) {
      fault("currency", "an ISO code such as EUR");
    }
    double share = ((Number) values.get("limits.quarantined_share")).doubleValue();
    if (share < 0 || share > 1) {
      fault("limits.quarantined_share", "a share from 0 to 1");
    }
    try {
      LocalDate unused = LocalDate.parse(text("limits.earliest_date"));
    } catch (DateTimeParseException e) {
      fault("limits.earliest_date", "a date such as 1900-01-01");
    }
    long cuts = (Long) values.get("value.backtest_cuts");
    if (cuts < 1 || cuts > 3) {
      fault("value.backtest_cuts", "a number of cuts from 1 to 3");
    }
    if ((Long) values.get("limits.future_days") < 0) {
      fault("limits.future_days", "a number of days from 0");
    }
  }

  /**
   * A name of the zone database, which both engines know. They do not agree on offsets such as
   * +03:00 or GMT+3, and days cut by an offset would ignore summer time.
   */
  private void timeZone() {
    if (!ZoneId.getAvailableZoneIds().contains(text("time_zone"))) {
      fault(
          "time_zone",
          "a region of the time zone database such as Europe/Berlin, UTC, or for a fixed offset of"
              + " three hours east Etc/GMT-3");
    }
  }

  private void oneOf(String key, List<String> known) {
    if (!known.contains(text(key))) {
      faults.add(
          Settings.FILE,
          "'%s' is '%s'%s".formatted(key, text(key), Nearest.hint(text(key), known)));
    }
  }

  private void fault(String key, String expected) {
    faults.add(Settings.FILE, "'%s' is %s, found '%s'".formatted(key, expected, text(key)));
  }

  private String text(String key) {
    return values.get(key).toString();
  }
}
