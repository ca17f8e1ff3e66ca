package clientele.etl.extract;

import clientele.failure.Failure;
import clientele.schema.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.Type;

/** Reads Parquet files with flat columns. */
final class ParquetTableReader implements TableReader {

  private final String where;
  private final SourceDefinition source;
  private final TableDefinition table;
  private final List<Path> files;
  private final List<Column> columns;

  ParquetTableReader(SourceDefinition source, TableDefinition table, Origin.Parquet origin) {
    this.where = source.name() + "." + table.name();
    this.source = source;
    this.table = table;
    this.files = SourceFiles.find(where, source.project(), origin.glob());
    this.columns = union();
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public boolean hasFiles() {
    return true;
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  /** Later files may add columns; whether they may lose or retype one is the table's policy. */
  private List<Column> union() {
    Map<String, Column> union = new LinkedHashMap<>();
    for (Path file : files) {
      Map<String, Column> own = new LinkedHashMap<>();
      columns(file).forEach(column -> own.put(column.name(), column));
      if (table.drift() == Drift.STOP) {
        refuseOther(file, union, own);
      }
      own.forEach(union::putIfAbsent);
    }
    return List.copyOf(union.values());
  }

  private List<Column> columns(Path file) {
    List<Type> fields = fields(file);
    List<String> names =
        ColumnNames.all(
            where + ", file " + name(file), fields.stream().map(Type::getName).toList());
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(Column.of(names.get(i), field(file, fields.get(i)).type()));
    }
    return columns;
  }

  private void refuseOther(Path file, Map<String, Column> union, Map<String, Column> own) {
    union.forEach(
        (name, column) -> {
          if (!column.equals(own.get(name))) {
            String found = own.containsKey(name) ? own.get(name).type().sql() : "not there";
            throw new Failure.Contract(
                ("%s: column %s is %s in the first files and %s in %s: deliver that file again,"
                        + " move it out of the pattern 'files', or say what is to happen by 'drift'"
                        + " in source.yml")
                    .formatted(where, name, column.type().sql(), found, name(file)));
          }
        });
  }

  private ParquetField field(Path file, Type type) {
    return ParquetField.of(type, source.timeZone())
        .orElseThrow(
            () ->
                new Failure.Contract(
                    "%s, file %s: column %s has type %s, which is not read: leave it out"
                        .formatted(where, name(file), type.getName(), type)));
  }

  private List<Type> fields(Path file) {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return reader.getFileMetaData().getSchema().getFields();
    } catch (IOException | RuntimeException exception) {
      throw unreadable(file, exception);
    }
  }

  @Override
  public void read(Slice whole, RowSink sink) {
    Set<String> earlier = new HashSet<>();
    for (Path file : files) {
      List<Column> own = columns(file);
      List<ParquetField> fields = fields(file).stream().map(type -> field(file, type)).toList();
      ColumnFit fit = new ColumnFit(own, columns, earlier, table, source.timeZone());
      own.forEach(column -> earlier.add(column.name()));
      String name = name(file);
      try (ParquetReader<Group> reader = new Builder(new LocalInputFile(file)).build()) {
        long line = 0;
        for (Group group = reader.read(); group != null; group = reader.read()) {
          Object[] values = new Object[fields.size()];
          for (int i = 0; i < values.length; i++) {
            if (group.getFieldRepetitionCount(i) > 0) {
              values[i] = fields.get(i).value(group, i);
            }
          }
          line++;
          sink.row(fit.fit(values), name, line);
        }
      } catch (IOException exception) {
        throw unreadable(file, exception);
      }
    }
  }

  private Failure.Source unreadable(Path file, Exception exception) {
    return new Failure.Source(
        "%s: file %s cannot be read as Parquet: %s: deliver it again"
            .formatted(where, name(file), exception.getMessage()),
        exception);
  }

  private String name(Path file) {
    return SourceFiles.name(source.project(), file);
  }

  @Override
  public void close() {}

  private static final class Builder extends ParquetReader.Builder<Group> {
    Builder(InputFile file) {
      super(file, new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
