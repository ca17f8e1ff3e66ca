package clientele.etl.engine;

import clientele.failure.Failure;
import clientele.schema.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/** One value on its way between an engine and Java. */
final class Cell {

  /** What a BigDecimal component becomes as a column; its type says nothing about digits. */
  static final ColumnType.DecimalType DECIMAL = new ColumnType.DecimalType(38, 10);

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private Cell() {}

  /** The type of the column that a component becomes. */
  static ColumnType columnType(Class<?> type) {
    if (type == String.class) {
      return new ColumnType.VarcharType();
    } else if (type == int.class || type == Integer.class) {
      return new ColumnType.IntegerType();
    } else if (type == long.class || type == Long.class) {
      return new ColumnType.BigintType();
    } else if (type == double.class || type == Double.class) {
      return new ColumnType.DoubleType();
    } else if (type == boolean.class || type == Boolean.class) {
      return new ColumnType.BooleanType();
    } else if (type == BigDecimal.class) {
      return DECIMAL;
    } else if (type == LocalDate.class) {
      return new ColumnType.DateType();
    } else if (type == LocalDateTime.class) {
      return new ColumnType.TimestampType();
    }
    throw new IllegalArgumentException(
        "a component of type %s: one of String, int, long, double, boolean, BigDecimal, LocalDate,"
                .formatted(type.getName())
            + " LocalDateTime");
  }

  /** The value as its column takes it; a decimal with more digits than the column is refused. */
  static Object columnValue(Object value, String column) {
    if (!(value instanceof BigDecimal number)) {
      return value;
    }
    try {
      return number.setScale(DECIMAL.scale(), RoundingMode.UNNECESSARY);
    } catch (ArithmeticException e) {
      throw new Failure.Contract(
          "column %s: %s has more than %d digits after the point; round it first"
              .formatted(column, number, DECIMAL.scale()));
    }
  }

  /** The value as a component of this type takes it; numbers must fit exactly. */
  static Object convert(Object value, Class<?> type, String column) {
    if (value == null) {
      if (type.isPrimitive()) {
        throw new Failure.Contract(
            "column %s is null, but is read as %s; read it as its box".formatted(column, type));
      }
      return null;
    }
    try {
      return value instanceof Number number ? number(number, type) : other(value, type);
    } catch (ArithmeticException | ClassCastException e) {
      throw new Failure.Contract(
          "column %s: %s %s cannot be read as %s"
              .formatted(column, value.getClass().getSimpleName(), value, type.getSimpleName()));
    }
  }

  private static Object number(Number value, Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return value instanceof Integer ? value : (Object) exact(value).intValueExact();
    } else if (type == long.class || type == Long.class) {
      return value instanceof Long || value instanceof Integer
          ? (Object) value.longValue()
          : (Object) exact(value).longValueExact();
    } else if (type == double.class || type == Double.class) {
      return value.doubleValue();
    } else if (type == BigDecimal.class) {
      return exact(value);
    }
    return type.cast(value);
  }

  private static BigDecimal exact(Number value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    } else if (value instanceof BigInteger integer) {
      return new BigDecimal(integer);
    } else if (value instanceof Double || value instanceof Float) {
      double number = value.doubleValue();
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        throw new ArithmeticException("not finite");
      }
      return BigDecimal.valueOf(number);
    }
    return BigDecimal.valueOf(value.longValue());
  }

  private static Object other(Object value, Class<?> type) {
    return type == boolean.class ? (Boolean) value : type.cast(value);
  }

  /** The value as text, the same for both engines. */
  static String text(Object value) {
    if (value == null) {
      return null;
    } else if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    } else if (value instanceof LocalDateTime moment) {
      return (moment.getNano() == 0 ? SECONDS : MICROS).format(moment);
    } else if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return value.toString();
  }
}
