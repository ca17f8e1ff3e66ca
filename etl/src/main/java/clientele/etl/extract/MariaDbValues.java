package clientele.etl.extract;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Set;

/** Values that MariaDB and MySQL have and others do not: zero dates, years, bit strings. */
final class MariaDbValues {

  /**
   * Types that the driver gives as bytes of the server's own, which say nothing to anybody else.
   */
  static final Set<String> SHAPES =
      Set.of(
          "geometry",
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geometrycollection");

  private static final String ZERO = "0000-00-00";

  private MariaDbValues() {}

  static Object year(ResultSet rows, int index) throws SQLException {
    String text = rows.getString(index);
    return text == null ? null : (Object) Integer.valueOf(text.substring(0, 4));
  }

  /** Zero dates, and days of month zero, are null to the driver's date methods but not to this. */
  static Object date(ResultSet rows, int index) throws SQLException {
    String text = rows.getString(index);
    return hasZero(text) ? new BadValue(text, "zero_date") : rows.getObject(index, LocalDate.class);
  }

  static JdbcColumn.Getter timestamp(ZoneId zone) {
    return (rows, index) -> {
      String text = rows.getString(index);
      if (hasZero(text)) {
        return new BadValue(text, "zero_date");
      }
      LocalDateTime local = rows.getObject(index, LocalDateTime.class);
      return local == null ? null : TextValues.utc(local, zone);
    };
  }

  private static boolean hasZero(String text) {
    return text != null
        && text.length() >= ZERO.length()
        && (text.startsWith("0000") || text.startsWith("00", 5) || text.startsWith("00", 8));
  }

  static JdbcColumn.Getter bits(int width) {
    return (rows, index) -> {
      byte[] bytes = rows.getBytes(index);
      if (bytes == null) {
        return null;
      }
      StringBuilder bits = new StringBuilder();
      for (byte part : bytes) {
        bits.append(Integer.toBinaryString((part & 0xff) | 0x100).substring(1));
      }
      return bits.length() > width ? bits.substring(bits.length() - width) : bits.toString();
    };
  }
}
