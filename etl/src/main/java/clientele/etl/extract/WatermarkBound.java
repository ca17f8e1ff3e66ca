package clientele.etl.extract;

import clientele.schema.ColumnType;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The lowest watermark that is read again. Rows without one are read every night, since nobody can
 * tell when they changed.
 */
record WatermarkBound(Database database, ZoneId zone, boolean hasZone, Object lowest) {

  private static final DateTimeFormatter SQLITE_TEXT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /**
   * @param zone of the source's timestamps that carry none
   * @param hasZone whether the column's timestamps carry one
   * @param text the watermark as the last commit says, a moment being in UTC
   */
  static WatermarkBound of(
      Database database,
      ZoneId zone,
      boolean hasZone,
      ColumnType type,
      Overlap overlap,
      String text) {
    Object lowest;
    if (type instanceof ColumnType.TimestampType) {
      lowest = LocalDateTime.parse(text).minus(overlap.duration());
    } else if (type instanceof ColumnType.DateType) {
      LocalDate day = LocalDate.parse(text).minusDays(overlap.days());
      lowest = database == Database.SQLITE ? day.atStartOfDay() : day;
    } else {
      lowest = new BigDecimal(text).subtract(overlap.amount());
    }
    return new WatermarkBound(database, zone, hasZone, lowest);
  }

  /** SQLite's times are text, seconds or milliseconds, whatever the column says. */
  String condition(String column) {
    if (database == Database.SQLITE && lowest instanceof LocalDateTime) {
      return ("(%1$s is null or (typeof(%1$s) in ('integer', 'real') and %1$s >= (case when"
              + " abs(%1$s) < 100000000000 then ? else ? end)) or (typeof(%1$s) = 'text' and"
              + " coalesce(datetime(%1$s) >= ?, true)))")
          .formatted(column);
    }
    return "(%1$s >= ? or %1$s is null)".formatted(column);
  }

  /** The condition on rows that reach the bound, without those that have no watermark. */
  String reachedCondition(String column) {
    return "(%s) and %s is not null".formatted(condition(column), column);
  }

  /** The condition without holes, as PostgreSQL writes it. */
  String literalCondition(String column) {
    String literal;
    if (lowest instanceof LocalDateTime moment) {
      literal =
          hasZone
              ? "timestamptz '%s+00'".formatted(moment)
              : "timestamp '%s'".formatted(local(moment));
    } else {
      literal = lowest instanceof LocalDate day ? "date '%s'".formatted(day) : lowest.toString();
    }
    return "(%1$s >= %2$s or %1$s is null)".formatted(column, literal);
  }

  private LocalDateTime local(LocalDateTime moment) {
    return moment.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDateTime();
  }

  void bind(PreparedStatement statement) throws SQLException {
    if (lowest instanceof LocalDateTime moment) {
      bindMoment(statement, moment);
    } else if (lowest instanceof BigDecimal number && database == Database.SQLITE) {
      statement.setLong(1, number.longValue());
    } else {
      statement.setObject(1, lowest);
    }
  }

  private void bindMoment(PreparedStatement statement, LocalDateTime moment) throws SQLException {
    OffsetDateTime utc = moment.atOffset(ZoneOffset.UTC);
    LocalDateTime local = local(moment);
    if (database == Database.SQLITE) {
      statement.setLong(1, utc.toEpochSecond());
      statement.setLong(2, utc.toEpochSecond() * 1000);
      statement.setString(3, SQLITE_TEXT.format(local.isBefore(moment) ? local : moment));
    } else if (!hasZone) {
      statement.setObject(1, local);
    } else if (database == Database.MARIADB) {
      statement.setObject(1, moment);
    } else {
      statement.setObject(1, utc);
    }
  }
}
