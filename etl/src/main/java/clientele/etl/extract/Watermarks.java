package clientele.etl.extract;

import clientele.schema.ColumnType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/** Watermarks as they are kept: a moment in UTC, a day, or a number, as text. */
final class Watermarks {

  private Watermarks() {}

  static Optional<String> highest(
      Optional<ColumnType> type, Optional<String> one, Optional<String> other) {
    return isHigher(type, other, one) ? other : one;
  }

  static Optional<String> lowest(
      Optional<ColumnType> type, Optional<String> one, Optional<String> other) {
    return isHigher(type, one, other) ? other : one;
  }

  /** None is lower than any. */
  private static boolean isHigher(
      Optional<ColumnType> type, Optional<String> one, Optional<String> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isPresent();
    }
    return compare(type.orElseThrow(), one.get(), other.get()) > 0;
  }

  private static int compare(ColumnType type, String one, String other) {
    if (type instanceof ColumnType.TimestampType) {
      return LocalDateTime.parse(one).compareTo(LocalDateTime.parse(other));
    } else if (type instanceof ColumnType.DateType) {
      return LocalDate.parse(one).compareTo(LocalDate.parse(other));
    }
    return new BigDecimal(one).compareTo(new BigDecimal(other));
  }
}
