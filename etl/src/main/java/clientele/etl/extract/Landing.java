package clientele.etl.extract;

import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Writes the rows of one source table to a Parquet file, and those that do not fit to another. */
final class Landing implements RowSink, AutoCloseable {

  /** The columns of the file of rows that do not fit. */
  static final List<Column> QUARANTINE =
      List.of(
          Column.of("natural_key", new ColumnType.VarcharType()),
          Column.of("column_name", new ColumnType.VarcharType()),
          Column.of("value", new ColumnType.VarcharType()),
          Column.of("rule", new ColumnType.VarcharType()),
          Column.of("content", new ColumnType.VarcharType()));

  private static final int LONGEST_VALUE = 1000;

  private final List<Column> columns;
  private final int[] keyIndexes;
  private final Object[] keyParts;
  private final Object[] landed;
  private final LandingFile rows;
  private final LandingFile quarantine;
  private final int longestText;
  private final Releases releases;
  private final Slice slice;
  private final int step;
  private final IntConsumer arrived;
  private final int watermarkIndex;
  private Object watermark;
  private long read;
  private long quarantined;
  private long withoutKey;

  /**
   * @param table its key names columns or {@code _file}, {@code _line}
   * @param step after so many rows
   * @param arrived is told how many came since it was told last
   */
  Landing(
      List<Column> columns,
      TableDefinition table,
      Releases releases,
      Path directory,
      Slice slice,
      int step,
      IntConsumer arrived) {
    this.columns = columns;
    List<Column> landedColumns = RawColumns.landed(columns);
    List<String> names = landedColumns.stream().map(Column::name).toList();
    this.keyIndexes = table.key().stream().mapToInt(names::indexOf).toArray();
    this.watermarkIndex = table.watermark().map(names::indexOf).orElse(-1);
    this.keyParts = new Object[keyIndexes.length];
    this.landed = new Object[landedColumns.size()];
    this.releases = releases;
    this.longestText = table.limits().longestText();
    this.rows =
        new LandingFile(
            directory.resolve("rows_%d.parquet".formatted(slice.number())), landedColumns);
    this.quarantine =
        new LandingFile(
            directory.resolve("quarantine_%d.parquet".formatted(slice.number())), QUARANTINE);
    this.slice = slice;
    this.step = step;
    this.arrived = arrived;
  }

  @Override
  public void row(Object[] values, String file, long line) {
    System.arraycopy(values, 0, landed, 0, columns.size());
    landed[columns.size() + 1] = file;
    landed[columns.size() + 2] = line;
    for (int i = 0; i < columns.size(); i++) {
      if (landed[i] instanceof String text) {
        landed[i] = TextFaults.tested(text, longestText);
      }
    }
    for (int i = 0; i < keyIndexes.length; i++) {
      keyParts[i] = landed[keyIndexes[i]];
    }
    Optional<String> key = KeyText.join(keyParts);
    boolean isGood = key.isPresent();
    for (int i = 0; isGood && i < columns.size(); i++) {
      isGood = !(landed[i] instanceof BadValue);
    }
    if (isGood) {
      take(key.get());
    } else {
      refuse(key, file, line);
    }
    count();
  }

  @Override
  public void broken(String file, long line, String text, String rule) {
    withoutKey++;
    quarantine(place(file, line), null, text, rule, null);
    count();
  }

  private void take(String key) {
    landed[columns.size()] = key;
    rows.write(landed);
    raiseWatermark();
  }

  @SuppressWarnings("unchecked")
  private void raiseWatermark() {
    Object value = watermarkIndex < 0 ? null : landed[watermarkIndex];
    if (value != null
        && (watermark == null || ((Comparable<Object>) value).compareTo(watermark) > 0)) {
      watermark = value;
    }
  }

  private void refuse(Optional<String> key, String file, long line) {
    List<String> names = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (landed[i] instanceof BadValue bad) {
        names.add(columns.get(i).name());
        texts.add(bad.text());
        rules.add(bad.rule());
      }
    }
    for (int index : keyIndexes) {
      if (landed[index] == null) {
        names.add(columns.get(index).name());
        rules.add("key_is_null");
      }
    }
    if (key.isEmpty()) {
      withoutKey++;
    }
    String column = String.join(", ", names);
    String value = shown(String.join(" | ", texts));
    String rule = String.join(", ", rules.stream().distinct().toList());
    if (key.isPresent() && releases.cover(key.get(), column, value, rule)) {
      for (int i = 0; i < columns.size(); i++) {
        landed[i] = landed[i] instanceof BadValue ? null : landed[i];
      }
      take(key.get());
    } else {
      quarantine(
          key.orElseGet(() -> place(file, line)),
          column,
          value,
          rule,
          RowContent.write(RawColumns.landed(columns), landed));
    }
  }

  private String place(String file, long line) {
    if (!file.isEmpty()) {
      return "(%s:%d)".formatted(file, line);
    }
    return slice.equals(Slice.WHOLE)
        ? "(row %d)".formatted(line)
        : "(row %d of slice %d)".formatted(line, slice.number());
  }

  private void quarantine(String key, String column, String value, String rule, String content) {
    quarantined++;
    quarantine.write(new Object[] {TextFaults.shown(key), column, shown(value), rule, content});
  }

  private static String shown(String value) {
    return TextFaults.shown(
        value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value);
  }

  private void count() {
    read++;
    if (read % step == 0) {
      arrived.accept(step);
    }
  }

  /** Finishes both files; the counts are final then. */
  Landed finish() {
    close();
    arrived.accept((int) (read % step));
    return new Landed(
        List.of(rows.path()),
        List.of(quarantine.path()),
        read,
        quarantined,
        withoutKey,
        Optional.ofNullable(watermark).map(Object::toString));
  }

  @Override
  public void close() {
    try {
      rows.close();
      quarantine.close();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}
