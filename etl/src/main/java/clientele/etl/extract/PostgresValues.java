package clientele.etl.extract;

import clientele.schema.ColumnType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** Makes values of one column from PostgreSQL's texts of them, just as the driver would. */
@FunctionalInterface
interface PostgresValues {

  Object value(byte[] bytes, int start, int end);

  /**
   * @param column of a session whose time zone is UTC
   */
  static PostgresValues of(JdbcColumn column) {
    if (column.parser().isPresent()) {
      TextValues parser = column.parser().get();
      return (bytes, start, end) -> parser.parse(PostgresCopy.text(bytes, start, end));
    }
    ColumnType type = column.type();
    if (type instanceof ColumnType.BooleanType) {
      return (bytes, start, end) -> bytes[start] == 't';
    } else if (type instanceof ColumnType.IntegerType) {
      return (bytes, start, end) -> (int) whole(bytes, start, end);
    } else if (type instanceof ColumnType.BigintType) {
      return PostgresValues::whole;
    } else if (type instanceof ColumnType.DoubleType) {
      return column.typeName().equals("float4") ? PostgresValues::single : PostgresValues::rough;
    } else if (type instanceof ColumnType.DecimalType decimal) {
      return (bytes, start, end) ->
          JdbcColumn.decimal(decimal, PostgresCopy.text(bytes, start, end));
    } else if (type instanceof ColumnType.DateType) {
      return PostgresValues::date;
    } else if (type instanceof ColumnType.TimestampType) {
      ZoneId zone = column.hasZone() ? ZoneOffset.UTC : column.zone();
      return (bytes, start, end) -> moment(bytes, start, end, zone);
    } else if (type instanceof ColumnType.BinaryType) {
      return (bytes, start, end) ->
          HexFormat.of().parseHex(PostgresCopy.text(bytes, start + 2, end));
    }
    return column.typeName().equals("bpchar")
        ? (bytes, start, end) -> PostgresCopy.text(bytes, start, end).stripTrailing()
        : PostgresCopy::text;
  }

  private static long whole(byte[] bytes, int start, int end) {
    boolean isNegative = bytes[start] == '-';
    long negative = 0;
    for (int i = isNegative ? start + 1 : start; i < end; i++) {
      negative = negative * 10 - (bytes[i] - '0');
    }
    return isNegative ? negative : -negative;
  }

  private static Object single(byte[] bytes, int start, int end) {
    float value = Float.parseFloat(PostgresCopy.text(bytes, start, end));
    return Double.valueOf(Float.toString(value));
  }

  private static Object rough(byte[] bytes, int start, int end) {
    return Double.valueOf(PostgresCopy.text(bytes, start, end));
  }

  /** {@code 2026-03-02}; infinity, years beyond 9999 and those before Christ are longer. */
  private static Object date(byte[] bytes, int start, int end) {
    return end - start == 10
        ? LocalDate.of(
            number(bytes, start, 4), number(bytes, start + 5, 2), number(bytes, start + 8, 2))
        : beyond(bytes, start, end);
  }

  /** {@code 2026-03-02 10:00:00.5}, or with {@code +00} behind. */
  private static Object moment(byte[] bytes, int start, int end, ZoneId zone) {
    boolean isPlain = end - start >= 19 && bytes[start + 10] == ' ' && bytes[end - 1] != 'C';
    if (!isPlain) {
      return beyond(bytes, start, end);
    }
    int nanos = 0;
    int scale = 100_000_000;
    for (int i = start + 20; i < end && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      nanos += (bytes[i] - '0') * scale;
      scale /= 10;
    }
    boolean hasFraction = end > start + 19 && bytes[start + 19] == '.';
    LocalDateTime local =
        LocalDateTime.of(
            number(bytes, start, 4),
            number(bytes, start + 5, 2),
            number(bytes, start + 8, 2),
            number(bytes, start + 11, 2),
            number(bytes, start + 14, 2),
            number(bytes, start + 17, 2),
            hasFraction ? nanos : 0);
    return TextValues.utc(local, zone);
  }

  private static int number(byte[] bytes, int start, int digits) {
    int number = 0;
    for (int i = start; i < start + digits; i++) {
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }

  private static Object beyond(byte[] bytes, int start, int end) {
    return new BadValue(PostgresCopy.text(bytes, start, end), "year_beyond_9999");
  }
}
