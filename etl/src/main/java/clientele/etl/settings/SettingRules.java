package clientele.etl.settings;

import clientele.yaml.Faults;
import clientele.yaml.Nearest;
import java.time.DateTimeException;
import java.time.ZoneId;
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
    try {
      ZoneId.of(text("time_zone"));
    } catch (DateTimeException e) {
      fault("time_zone", "a time zone such as Europe/Berlin");
    }
    try {
      Currency.getInstance(text("currency"));
    } catch (IllegalArgumentException e) {
      fault("currency", "an ISO code such as EUR");
    }
    double share = ((Number) values.get("limits.quarantined_share")).doubleValue();
    if (share < 0 || share > 1) {
      fault("limits.quarantined_share", "a share from 0 to 1");
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
