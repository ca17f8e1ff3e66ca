package clientele.etl.extract;

import clientele.schema.Column;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives the columns that the raw table has, of a source that lost or retyped some. Those that tell
 * rows apart or say where to read on are never made up.
 */
final class DriftedReader implements TableReader {

  private final TableReader reader;
  private final List<Column> columns;
  private final ColumnFit fit;

  private DriftedReader(TableReader reader, List<Column> columns, ColumnFit fit) {
    this.reader = reader;
    this.columns = columns;
    this.fit = fit;
  }

  /** The reader itself where nothing has to be made up. */
  static TableReader of(TableReader reader, TableDefinition table, List<Column> raw, ZoneId zone) {
    ColumnDrift drift = ColumnDrift.between(reader.columns(), raw);
    Set<String> needed = new HashSet<>(table.key());
    table.watermark().ifPresent(needed::add);
    List<Column> missing =
        drift.missing().stream().filter(column -> !needed.contains(column.name())).toList();
    Map<String, Column> known =
        drift.retyped().stream()
            .map(ColumnDrift.Retyped::column)
            .filter(column -> !needed.contains(column.name()))
            .collect(Collectors.toMap(Column::name, column -> column));
    if (table.drift() == Drift.STOP || (missing.isEmpty() && known.isEmpty())) {
      return reader;
    }
    List<Column> columns = new ArrayList<>();
    reader.columns().forEach(column -> columns.add(known.getOrDefault(column.name(), column)));
    columns.addAll(missing);
    Set<String> lost = missing.stream().map(Column::name).collect(Collectors.toSet());
    return new DriftedReader(
        reader, List.copyOf(columns), new ColumnFit(reader.columns(), columns, lost, table, zone));
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public List<Column> given() {
    return reader.given();
  }

  @Override
  public boolean isEmpty() {
    return reader.isEmpty();
  }

  @Override
  public void read(Slice slice, RowSink sink) throws SQLException {
    reader.read(
        slice,
        new RowSink() {
          @Override
          public void row(Object[] values, String file, long line) {
            sink.row(fit.fit(values), file, line);
          }

          @Override
          public void broken(String file, long line, String text, String rule) {
            sink.broken(file, line, text, rule);
          }
        });
  }

  @Override
  public List<Slice> slices() throws SQLException {
    return reader.slices();
  }

  @Override
  public String snapshot() {
    return reader.snapshot();
  }

  @Override
  public Optional<String> highest() throws SQLException {
    return reader.highest();
  }

  @Override
  public boolean hasFallenBack() throws SQLException {
    return reader.hasFallenBack();
  }

  @Override
  public Optional<SourceKeys> keys() throws SQLException {
    return reader.keys();
  }

  @Override
  public boolean hasFiles() {
    return reader.hasFiles();
  }

  @Override
  public void close() {
    reader.close();
  }
}
