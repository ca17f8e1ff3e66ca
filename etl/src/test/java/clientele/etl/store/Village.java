package clientele.etl.store;

import clientele.etl.engine.FieldColumn;
import clientele.etl.engine.Written;
import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types.NestedField;

/** Visits to the shop of Mill & Co: who came, and on which day. */
final class Village {

  static final TableName VISITS = new TableName("star", "fact_visit");
  static final TableName CUSTOMERS = new TableName("star", "dim_customer");
  static final TableName PRODUCTS = new TableName("star", "dim_product");

  static final List<Column> COLUMNS =
      List.of(
          Column.of("customer", new ColumnType.VarcharType()),
          Column.of("visited_on", new ColumnType.DateType()));

  static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  static final LocalDate TUESDAY = LocalDate.parse("2026-03-03");

  private Village() {}

  static Written visits(Store store, TableName table, LocalDate day, String... customers) {
    return write(
        store, table, Stream.of(customers).map(customer -> new Visit(customer, day)).toList());
  }

  static Written write(Store store, TableName table, List<Visit> visits) {
    if (visits.isEmpty()) {
      return new Written(List.of(), 0);
    }
    Schema schema = schema(store.ensure(table, COLUMNS));
    Path file = store.newDirectory(table).resolve("visits.parquet");
    List<Record> records = new ArrayList<>();
    for (Visit visit : visits) {
      Record record = GenericRecord.create(schema);
      record.setField("customer", visit.customer());
      record.setField("visited_on", visit.day());
      records.add(record);
    }
    try (FileAppender<Record> appender =
        Parquet.write(new LocalFiles().newOutputFile(file.toString()))
            .schema(schema)
            .createWriterFunc(GenericParquetWriter::create)
            .build()) {
      appender.addAll(records);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Written(List.of(file), visits.size());
  }

  static List<String> customersIn(Store store, TableName table, List<Path> files) {
    Schema schema = schema(store.ensure(table, COLUMNS));
    List<String> customers = new ArrayList<>();
    for (Path file : files) {
      try (CloseableIterable<Record> rows =
          Parquet.read(new LocalFiles().newInputFile(file.toString()))
              .project(schema)
              .createReaderFunc(type -> GenericParquetReaders.buildReader(schema, type))
              .build()) {
        rows.forEach(row -> customers.add((String) row.getField("customer")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return customers.stream().sorted().toList();
  }

  private static Schema schema(List<FieldColumn> columns) {
    return new Schema(
        columns.stream()
            .map(
                column ->
                    NestedField.optional(
                        column.fieldId(),
                        column.column().name(),
                        IcebergTypes.type(column.column().type())))
            .toList());
  }

  record Visit(String customer, LocalDate day) {}
}
