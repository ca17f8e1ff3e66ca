package clientele.etl.extract;

import clientele.schema.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads values of one column from text. What does not fit becomes a {@link BadValue}; nothing is
 * rounded or cut. Remembers the last value, since neighbours are often alike.
 */
final class TextValues {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?");

  private final ColumnType type;
  private final Optional<DateTimeFormatter> formatter;
  private final ZoneId zone;
  private final char decimalSeparator;
  private String lastText;
  private Object lastValue;

  /**
   * @param zone the zone of timestamps that carry none
   */
  TextValues(ColumnType type, Optional<String> pattern, ZoneId zone, char decimalSeparator) {
    this.type = type;
    this.formatter = pattern.map(TextValues::strict);
    this.zone = zone;
    this.decimalSeparator = decimalSeparator;
  }

  /** Strict, so that 31 February is refused; strict wants an era where people write y. */
  private static DateTimeFormatter strict(String pattern) {
    return new DateTimeFormatterBuilder()
        .appendPattern(pattern)
        .parseDefaulting(ChronoField.ERA, 1)
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** The value of a text that is not null; an empty text is only a value of type varchar. */
  Object parse(String text) {
    if (type instanceof ColumnType.VarcharType) {
      return text;
    }
    if (!text.equals(lastText)) {
      lastValue = parseOther(text.strip());
      lastText = text;
    }
    return lastValue;
  }

  private Object parseOther(String trimmed) {
    if (type instanceof ColumnType.BooleanType) {
      return flag(trimmed);
    } else if (type instanceof ColumnType.DateType) {
      return date(trimmed);
    } else if (type instanceof ColumnType.TimestampType) {
      return timestamp(trimmed);
    } else if (type instanceof ColumnType.BinaryType) {
      return binary(trimmed);
    }
    return number(trimmed);
  }

  private static Object flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "1" -> Boolean.TRUE;
      case "false", "f", "no", "n", "0" -> Boolean.FALSE;
      default -> new BadValue(text, "not_a_boolean");
    };
  }

  private static Object binary(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException exception) {
      return new BadValue(text, "not_hexadecimal");
    }
  }

  private Object number(String text) {
    String plain = decimalSeparator == '.' ? text : text.replace(decimalSeparator, '.');
    if (!NUMBER.matcher(plain).matches() || (decimalSeparator != '.' && text.indexOf('.') >= 0)) {
      return new BadValue(text, "not_a_number");
    }
    if (type instanceof ColumnType.DoubleType) {
      return Double.valueOf(plain);
    }
    return fit(new BigDecimal(plain), type, text);
  }

  /** An exact number in a whole or decimal type, or why it does not fit. */
  static Object fit(BigDecimal number, ColumnType type, String text) {
    if (type instanceof ColumnType.DecimalType decimal) {
      BigDecimal stripped = number.scale() > decimal.scale() ? number.stripTrailingZeros() : number;
      if (stripped.scale() > decimal.scale()) {
        return new BadValue(text, "more_than_%d_decimals".formatted(decimal.scale()));
      }
      BigDecimal scaled = stripped.setScale(decimal.scale(), RoundingMode.UNNECESSARY);
      return scaled.precision() > decimal.precision()
          ? new BadValue(text, "beyond_" + decimal.sql())
          : scaled;
    }
    try {
      long whole = number.longValueExact();
      if (type instanceof ColumnType.BigintType) {
        return whole;
      }
      return whole == (int) whole ? (Object) (int) whole : new BadValue(text, "beyond_integer");
    } catch (ArithmeticException exception) {
      return new BadValue(
          text,
          number.stripTrailingZeros().scale() > 0 ? "not_a_whole_number" : "beyond_" + type.sql());
    }
  }

  private Object date(String text) {
    try {
      LocalDate date =
          formatter.isPresent()
              ? LocalDate.parse(text, formatter.get())
              : LocalDate.parse(text.length() > 10 ? isoDay(text) : text);
      return inRange(date.getYear()) ? date : new BadValue(text, "year_beyond_9999");
    } catch (DateTimeException exception) {
      return new BadValue(text, "not_a_date");
    }
  }

  /** A day may be written as a timestamp at midnight. */
  private static String isoDay(String text) {
    return text.matches("\\d{4}-\\d\\d-\\d\\d[ T]00:00(?::00(?:\\.0+)?)?")
        ? text.substring(0, 10)
        : text;
  }

  private Object timestamp(String text) {
    try {
      LocalDateTime moment = formatter.isPresent() ? patterned(text, formatter.get()) : iso(text);
      return inRange(moment.getYear()) ? moment : new BadValue(text, "year_beyond_9999");
    } catch (DateTimeException exception) {
      return new BadValue(text, "not_a_timestamp");
    }
  }

  private LocalDateTime patterned(String text, DateTimeFormatter pattern) {
    TemporalAccessor parsed = pattern.parse(text);
    if (parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
      return utc(OffsetDateTime.from(parsed));
    } else if (parsed.query(TemporalQueries.zoneId()) != null) {
      return utc(ZonedDateTime.from(parsed).toOffsetDateTime());
    }
    LocalTime time = parsed.query(TemporalQueries.localTime());
    return utc(LocalDate.from(parsed).atTime(time == null ? LocalTime.MIDNIGHT : time), zone);
  }

  private LocalDateTime iso(String text) {
    if (text.length() == 10) {
      return utc(LocalDate.parse(text).atStartOfDay(), zone);
    }
    String iso = text.charAt(Math.min(10, text.length() - 1)) == ' ' ? joined(text) : text;
    return hasOffset(iso)
        ? utc(OffsetDateTime.parse(withColon(iso)))
        : utc(LocalDateTime.parse(iso), zone);
  }

  private static String joined(String text) {
    return text.substring(0, 10) + "T" + text.substring(11).replace(" ", "");
  }

  private static boolean hasOffset(String iso) {
    return iso.endsWith("Z") || iso.indexOf('+', 11) > 0 || iso.indexOf('-', 11) > 0;
  }

  /** {@code +02} and {@code +0200} as java.time wants them: {@code +02:00}. */
  private static String withColon(String iso) {
    return iso.replaceFirst("([+-]\\d\\d)$", "$1:00")
        .replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
  }

  /** A moment in UTC, to the microsecond. */
  static LocalDateTime utc(OffsetDateTime moment) {
    return moment
        .withOffsetSameInstant(ZoneOffset.UTC)
        .toLocalDateTime()
        .truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * The moment in UTC that clocks of a zone showed; of an hour that clocks showed twice the first,
   * of one they left out the hour after.
   */
  static LocalDateTime utc(LocalDateTime local, ZoneId zone) {
    return zone.equals(ZoneOffset.UTC)
        ? local.truncatedTo(ChronoUnit.MICROS)
        : utc(local.atZone(zone).toOffsetDateTime());
  }

  static boolean inRange(int year) {
    return year >= 1 && year <= 9999;
  }
}
