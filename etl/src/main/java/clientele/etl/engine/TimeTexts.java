package clientele.etl.engine;

import java.text.ParsePosition;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Texts read as days and moments by Java's patterns, the same way on every engine. */
final class TimeTexts {

  private static final Map<String, DateTimeFormatter> FORMATTERS = new ConcurrentHashMap<>();
  private static final Pattern QUOTED_OR_YEAR = Pattern.compile("'[^']*'|y");

  private TimeTexts() {}

  /** Null where a part is null or the text is not of the pattern; no time is midnight. */
  static LocalDateTime timestamp(String text, String pattern) {
    TemporalAccessor parsed = parsed(text, pattern);
    LocalDate day = parsed == null ? null : parsed.query(TemporalQueries.localDate());
    if (day == null) {
      return null;
    }
    LocalTime time = parsed.query(TemporalQueries.localTime());
    return day.atTime(time == null ? LocalTime.MIDNIGHT : time);
  }

  /** Null where a part is null or the text is not of the pattern; a time is left out. */
  static LocalDate date(String text, String pattern) {
    TemporalAccessor parsed = parsed(text, pattern);
    return parsed == null ? null : parsed.query(TemporalQueries.localDate());
  }

  private static TemporalAccessor parsed(String text, String pattern) {
    if (text == null || pattern == null) {
      return null;
    }
    String stripped = text.strip();
    ParsePosition end = new ParsePosition(0);
    DateTimeFormatter formatter = formatter(pattern);
    // An exception for each text that is none would cost more than all the rest.
    if (formatter.parseUnresolved(stripped, end) == null || end.getIndex() < stripped.length()) {
      return null;
    }
    try {
      return formatter.parse(stripped);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static DateTimeFormatter formatter(String pattern) {
    return FORMATTERS.computeIfAbsent(pattern, TimeTexts::newFormatter);
  }

  /** Strict, so that 31 February is refused; strict needs u where people write y for the year. */
  private static DateTimeFormatter newFormatter(String pattern) {
    String strict =
        QUOTED_OR_YEAR
            .matcher(pattern)
            .replaceAll(found -> found.group().equals("y") ? "u" : found.group());
    return new DateTimeFormatterBuilder()
        .appendPattern(strict)
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }
}
