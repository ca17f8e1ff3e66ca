package clientele.etl.extract;

import clientele.schema.ColumnType;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How the values of one column of a database become values of a raw table.
 *
 * @param label the column's name in the source
 * @param typeName the database's own name of its type
 * @param hasZone whether the database knows the values as moments, not as what a clock showed
 * @param zone of the values that know none
 * @param parser of the values' texts, for a column whose type was declared
 */
record JdbcColumn(
    String label,
    String typeName,
    ColumnType type,
    boolean hasZone,
    ZoneId zone,
    Getter getter,
    Optional<TextValues> parser) {

  JdbcColumn(String label, ColumnType type, Getter getter) {
    this(label, "", type, false, ZoneOffset.UTC, getter, Optional.empty());
  }

  JdbcColumn named(String databaseType) {
    return new JdbcColumn(label, databaseType, type, hasZone, zone, getter, parser);
  }

  /** What a SELECT asks for. PostgreSQL shows money as its country writes it. */
  String item(String quote) {
    String name = JdbcRelation.quoted(label, quote);
    return typeName.equals("money") ? "cast(%1$s as numeric) as %1$s".formatted(name) : name;
  }

  /** The type of numbers that say nothing of their decimals; one that has more is refused. */
  static final ColumnType.DecimalType UNBOUNDED = new ColumnType.DecimalType(38, 9);

  interface Getter {
    Object value(ResultSet rows, int index) throws SQLException;
  }

  /** The value, null, or a {@link BadValue} where the database's own value does not fit. */
  Object value(ResultSet rows, int index) throws SQLException {
    try {
      return getter.value(rows, index);
    } catch (SQLException exception) {
      String state = String.valueOf(exception.getSQLState());
      if (JdbcConnector.isTransient(exception) || rows.isClosed()) {
        throw exception;
      } else if (state.startsWith("22") || state.startsWith("07") || state.equals("null")) {
        return new BadValue(rows.getString(index), "not_a_" + type.sql());
      }
      throw exception;
    }
  }

  static Object flag(ResultSet rows, int index) throws SQLException {
    boolean value = rows.getBoolean(index);
    return rows.wasNull() ? null : value;
  }

  static Object integer(ResultSet rows, int index) throws SQLException {
    int value = rows.getInt(index);
    return rows.wasNull() ? null : value;
  }

  static Object bigint(ResultSet rows, int index) throws SQLException {
    long value = rows.getLong(index);
    return rows.wasNull() ? null : value;
  }

  static Object doubleValue(ResultSet rows, int index) throws SQLException {
    double value = rows.getDouble(index);
    return rows.wasNull() ? null : value;
  }

  /** A float of 32 bits by its shortest decimal text: 0.1 and not 0.10000000149. */
  static Object floatValue(ResultSet rows, int index) throws SQLException {
    float value = rows.getFloat(index);
    return rows.wasNull() ? null : Double.valueOf(Float.toString(value));
  }

  static Object text(ResultSet rows, int index) throws SQLException {
    String text = rows.getString(index);
    return text != null && text.indexOf('\0') >= 0 ? new BadValue(text, "holds_a_zero_byte") : text;
  }

  /** Blanks that only fill a CHAR up are not part of the value. */
  static Object padded(ResultSet rows, int index) throws SQLException {
    String text = rows.getString(index);
    return text == null ? null : text.stripTrailing();
  }

  static Getter decimal(ColumnType.DecimalType type) {
    return (rows, index) -> {
      String text = rows.getString(index);
      return text == null ? null : decimal(type, text);
    };
  }

  static Object decimal(ColumnType.DecimalType type, String text) {
    try {
      return TextValues.fit(new BigDecimal(text.strip()), type, text);
    } catch (NumberFormatException exception) {
      return new BadValue(text, "not_a_number");
    }
  }

  static Object date(ResultSet rows, int index) throws SQLException {
    LocalDate date = rows.getObject(index, LocalDate.class);
    return date == null || TextValues.inRange(date.getYear())
        ? date
        : new BadValue(rows.getString(index), "year_beyond_9999");
  }

  static Getter local(ZoneId zone) {
    return (rows, index) -> {
      LocalDateTime local = rows.getObject(index, LocalDateTime.class);
      if (local == null) {
        return null;
      }
      return TextValues.inRange(local.getYear())
          ? TextValues.utc(local, zone)
          : new BadValue(rows.getString(index), "year_beyond_9999");
    };
  }

  static Object moment(ResultSet rows, int index) throws SQLException {
    OffsetDateTime moment = rows.getObject(index, OffsetDateTime.class);
    if (moment == null) {
      return null;
    }
    // PostgreSQL's infinity is the last moment there is, which has no other offset.
    boolean isFar = Math.abs((long) moment.getYear()) > 10_000;
    return !isFar && TextValues.inRange(moment.withOffsetSameInstant(ZoneOffset.UTC).getYear())
        ? TextValues.utc(moment)
        : new BadValue(rows.getString(index), "year_beyond_9999");
  }

  static Object bytes(ResultSet rows, int index) throws SQLException {
    return rows.getBytes(index);
  }
}
