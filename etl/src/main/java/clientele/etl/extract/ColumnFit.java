package clientele.etl.extract;

import clientele.schema.Column;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings rows of one version of a table to the columns of another, by the table's policy. */
final class ColumnFit {

  private final List<Column> wanted;
  private final Drift drift;
  private final int[] places;
  private final Object[] absent;
  private final TextValues[] ours;
  private final TextValues[] theirs;

  /**
   * @param given columns of the rows
   * @param wanted columns that they are to have
   * @param lost names of wanted columns that the rows should have; others may be left out
   * @param zone the zone of times in texts that carry none
   */
  ColumnFit(
      List<Column> given,
      List<Column> wanted,
      Set<String> lost,
      TableDefinition table,
      ZoneId zone) {
    this.wanted = wanted;
    this.drift = table.drift();
    this.places = new int[wanted.size()];
    this.absent = new Object[wanted.size()];
    this.ours = new TextValues[wanted.size()];
    this.theirs = new TextValues[wanted.size()];
    List<String> names = given.stream().map(Column::name).toList();
    for (int i = 0; i < places.length; i++) {
      Column column = wanted.get(i);
      places[i] = names.indexOf(column.name());
      if (places[i] < 0) {
        absent[i] = lost.contains(column.name()) ? absence(drift) : null;
      } else if (!ColumnDrift.differOnlyInWidth(given.get(places[i]).type(), column.type())) {
        ours[i] = new TextValues(column.type(), Optional.empty(), ZoneOffset.UTC, '.');
        theirs[i] = new TextValues(column.type(), Optional.empty(), zone, '.');
      }
    }
  }

  /** What stands where a column should be. */
  static Object absence(Drift drift) {
    return drift == Drift.QUARANTINE ? new BadValue("", "column_is_missing") : null;
  }

  Object[] fit(Object[] values) {
    Object[] fitting = new Object[wanted.size()];
    for (int i = 0; i < fitting.length; i++) {
      Object value = places[i] < 0 ? absent[i] : values[places[i]];
      fitting[i] = ours[i] == null ? value : fit(value, i);
    }
    return fitting;
  }

  private Object fit(Object value, int i) {
    if (value == null || value instanceof BadValue) {
      return value;
    }
    Object fitting = (value instanceof String ? theirs[i] : ours[i]).parse(text(value));
    return fitting instanceof BadValue && drift == Drift.NULLS ? null : fitting;
  }

  private static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    } else if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return value.toString();
  }
}
