package clientele.etl.extract;

import clientele.yaml.YamlMap;
import java.util.List;
import java.util.OptionalInt;

/**
 * How far behind the end of the business date a source or a table may be.
 *
 * @param warnHours from more hours on people are told
 * @param stopHours from more hours on nothing is published
 */
public record FreshnessLimits(OptionalInt warnHours, OptionalInt stopHours) {

  static final String KEY = "freshness";

  /** Whether there is something to hold against. */
  public boolean isEmpty() {
    return warnHours.isEmpty() && stopHours.isEmpty();
  }

  static FreshnessLimits read(YamlMap map) {
    YamlMap limits = map.map(KEY);
    limits.knowOnly(List.of("warn_hours", "stop_hours"));
    OptionalInt warn = YamlTexts.count(limits, "warn_hours");
    OptionalInt stop = YamlTexts.count(limits, "stop_hours");
    if (warn.isPresent() && stop.isPresent() && stop.getAsInt() < warn.getAsInt()) {
      limits.fault(
          "stop_hours",
          "%d is less than warn_hours %d: nobody would be warned before the night stops"
              .formatted(stop.getAsInt(), warn.getAsInt()));
    }
    return new FreshnessLimits(warn, stop);
  }
}
