package clientele.etl.extract;

import clientele.schema.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Columns that are read by their text. SQLite's declared types are only advice: any column may hold
 * any value, dates are text or numbers, and exact numbers are text or floating point.
 */
final class SqliteColumns {

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

  /** Seconds since 1970 stay below this until the year 5138; what is above counts milliseconds. */
  private static final long MOST_SECONDS = 100_000_000_000L;

  private SqliteColumns() {}

  static JdbcColumn column(ResultSetMetaData metadata, int i, ZoneId zone) throws SQLException {
    String label = metadata.getColumnLabel(i);
    String declared = metadata.getColumnTypeName(i).toUpperCase(Locale.ROOT);
    ColumnType type =
        declared.equals("DECIMAL") || declared.equals("NUMERIC")
            ? exact(declared, metadata.getPrecision(i), metadata.getScale(i))
            : type(declared);
    if (type instanceof ColumnType.BinaryType) {
      return new JdbcColumn(label, type, JdbcColumn::bytes);
    } else if (type instanceof ColumnType.DecimalType decimal) {
      return new JdbcColumn(
          label,
          type,
          decimal.equals(JdbcColumn.UNBOUNDED)
              ? SqliteColumns::rounded
              : JdbcColumn.decimal(decimal));
    }
    return byText(label, type, Optional.empty(), zone);
  }

  /** SQLite keeps such numbers as doubles, whose last digits are no part of the value. */
  private static Object rounded(ResultSet rows, int index) throws SQLException {
    String text = rows.getString(index);
    if (text == null) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text.strip());
      int decimals = Math.min(number.scale(), JdbcColumn.UNBOUNDED.scale());
      return TextValues.fit(
          number.setScale(decimals, RoundingMode.HALF_EVEN), JdbcColumn.UNBOUNDED, text);
    } catch (NumberFormatException exception) {
      return new BadValue(text, "not_a_number");
    }
  }

  /** A column whose values are read as text and parsed. */
  static JdbcColumn byText(String label, ColumnType type, Optional<String> pattern, ZoneId zone) {
    TextValues parser = new TextValues(type, pattern, zone, '.');
    boolean isTimestamp = type instanceof ColumnType.TimestampType;
    boolean isDate = type instanceof ColumnType.DateType;
    return new JdbcColumn(
        label,
        "",
        type,
        false,
        zone,
        (rows, index) -> {
          String text = rows.getString(index);
          if (text == null) {
            return null;
          } else if ((isTimestamp || isDate)
              && pattern.isEmpty()
              && WHOLE.matcher(text).matches()) {
            LocalDateTime moment = epoch(Long.parseLong(text));
            if (!TextValues.inRange(moment.getYear())) {
              return new BadValue(text, "year_beyond_9999");
            }
            return isTimestamp ? moment : moment.toLocalDate();
          }
          return parser.parse(text);
        },
        Optional.of(parser));
  }

  private static LocalDateTime epoch(long number) {
    Instant instant =
        Math.abs(number) < MOST_SECONDS
            ? Instant.ofEpochSecond(number)
            : Instant.ofEpochMilli(number);
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** The driver says NUMERIC also of columns without a type and of expressions: they stay text. */
  private static ColumnType exact(String declared, int precision, int scale) {
    if (precision >= 1 && precision <= 38 && scale >= 0 && scale <= precision) {
      return new ColumnType.DecimalType(precision, scale);
    }
    return declared.equals("NUMERIC") ? new ColumnType.VarcharType() : JdbcColumn.UNBOUNDED;
  }

  private static ColumnType type(String declared) {
    if (declared.contains("DATETIME") || declared.contains("TIMESTAMP")) {
      return new ColumnType.TimestampType();
    } else if (declared.startsWith("DATE")) {
      return new ColumnType.DateType();
    } else if (declared.contains("BOOL")) {
      return new ColumnType.BooleanType();
    } else if (declared.contains("INT")) {
      return new ColumnType.BigintType();
    } else if (declared.contains("BLOB") || declared.contains("BINARY")) {
      return new ColumnType.BinaryType();
    } else if (declared.contains("REAL")
        || declared.contains("FLOA")
        || declared.contains("DOUB")) {
      return new ColumnType.DoubleType();
    }
    return new ColumnType.VarcharType();
  }
}
