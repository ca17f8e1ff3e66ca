package clientele.etl.extract;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far below the watermark rows are read again.
 *
 * @param duration for watermarks that are times or days
 * @param amount for watermarks that are numbers
 */
public record Overlap(Duration duration, BigDecimal amount) {

  static final Overlap NONE = new Overlap(Duration.ZERO, BigDecimal.ZERO);

  public static final Overlap DEFAULT = new Overlap(Duration.ofHours(1), BigDecimal.ZERO);

  private static final Pattern TEXT = Pattern.compile("(\\d+)\\s*([a-z]*)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "second", Duration.ofSeconds(1),
          "minute", Duration.ofMinutes(1),
          "hour", Duration.ofHours(1),
          "day", Duration.ofDays(1));

  /** Reads {@code 1 hour}, {@code 30 minutes}, {@code 2 days}, or {@code 1000}. */
  public static Overlap parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      String unit = matcher.group(2).replaceFirst("s$", "");
      if (unit.isEmpty()) {
        return new Overlap(Duration.ZERO, BigDecimal.valueOf(number));
      } else if (UNITS.containsKey(unit)) {
        return new Overlap(UNITS.get(unit).multipliedBy(number), BigDecimal.ZERO);
      }
    }
    throw new IllegalArgumentException(
        ("'%s' is no overlap: a number and second, minute, hour or day, such as '1 hour'; a number"
                + " alone for a watermark that is a number")
            .formatted(text));
  }

  /** For watermarks that are days: the duration rounded up. */
  long days() {
    return duration.plusDays(1).minusNanos(1).toDays();
  }
}
