package clientele.etl.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values and names as both engines' SQL spells them. */
public final class SqlText {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private SqlText() {}

  /** A name in double quotes. */
  public static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** Text in single quotes. */
  public static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** A value with its type: 5 is an integer, {@code cast(5 as bigint)} is not. */
  static String literal(Object value) {
    if (value instanceof String text) {
      return text(text);
    } else if (value instanceof Integer number) {
      return "cast(%d as integer)".formatted(number);
    } else if (value instanceof Long number) {
      // The digits of the smallest bigint are one too many for a literal with a sign before it.
      return "cast('%d' as bigint)".formatted(number);
    } else if (value instanceof Double number) {
      return "cast('%s' as double)".formatted(number);
    } else if (value instanceof BigDecimal number) {
      return decimal(number);
    } else if (value instanceof Boolean truth) {
      return truth.toString();
    } else if (value instanceof LocalDate day) {
      return "date '%s'".formatted(day);
    } else if (value instanceof LocalDateTime moment) {
      return "timestamp '%s'".formatted(MOMENT.format(moment));
    }
    throw new IllegalArgumentException(
        "a parameter of type %s: one of String, Integer, Long, Double, BigDecimal, Boolean,"
                .formatted(value.getClass().getName())
            + " LocalDate, LocalDateTime");
  }

  private static String decimal(BigDecimal number) {
    BigDecimal plain = number.scale() < 0 ? number.setScale(0) : number;
    int precision = Math.max(plain.precision(), plain.scale());
    return "cast('%s' as decimal(%d,%d))"
        .formatted(plain.toPlainString(), Math.max(1, precision), plain.scale());
  }
}
