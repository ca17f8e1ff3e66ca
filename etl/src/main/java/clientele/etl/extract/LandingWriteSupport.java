package clientele.etl.extract;

import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Writes rows of plain values as Parquet; every column may be null. */
final class LandingWriteSupport extends WriteSupport<Object[]> {

  private static final int DECIMAL_BYTES = 16;
  private static final int LONG_DIGITS = 18;

  private final List<Column> columns;
  private final ColumnWriter[] writers;
  private RecordConsumer consumer;

  private interface ColumnWriter {
    void write(RecordConsumer consumer, Object value);
  }

  LandingWriteSupport(List<Column> columns) {
    this.columns = columns;
    this.writers =
        columns.stream().map(column -> writer(column.type())).toArray(ColumnWriter[]::new);
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return context();
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return context();
  }

  private WriteContext context() {
    Type[] fields = columns.stream().map(LandingWriteSupport::field).toArray(Type[]::new);
    return new WriteContext(new MessageType("landed", fields), Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    this.consumer = recordConsumer;
  }

  @Override
  public void write(Object[] row) {
    consumer.startMessage();
    for (int i = 0; i < writers.length; i++) {
      if (row[i] != null) {
        String name = columns.get(i).name();
        consumer.startField(name, i);
        writers[i].write(consumer, row[i]);
        consumer.endField(name, i);
      }
    }
    consumer.endMessage();
  }

  private static Type field(Column column) {
    ColumnType type = column.type();
    String name = column.name();
    if (type instanceof ColumnType.BooleanType) {
      return Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
    } else if (type instanceof ColumnType.IntegerType) {
      return Types.optional(PrimitiveTypeName.INT32).named(name);
    } else if (type instanceof ColumnType.BigintType) {
      return Types.optional(PrimitiveTypeName.INT64).named(name);
    } else if (type instanceof ColumnType.DoubleType) {
      return Types.optional(PrimitiveTypeName.DOUBLE).named(name);
    } else if (type instanceof ColumnType.DecimalType decimal) {
      LogicalTypeAnnotation annotation =
          LogicalTypeAnnotation.decimalType(decimal.scale(), decimal.precision());
      return isShort(decimal)
          ? Types.optional(PrimitiveTypeName.INT64).as(annotation).named(name)
          : Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
              .length(DECIMAL_BYTES)
              .as(annotation)
              .named(name);
    } else if (type instanceof ColumnType.DateType) {
      return Types.optional(PrimitiveTypeName.INT32)
          .as(LogicalTypeAnnotation.dateType())
          .named(name);
    } else if (type instanceof ColumnType.TimestampType) {
      return Types.optional(PrimitiveTypeName.INT64)
          .as(LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS))
          .named(name);
    } else if (type instanceof ColumnType.BinaryType) {
      return Types.optional(PrimitiveTypeName.BINARY).named(name);
    }
    return Types.optional(PrimitiveTypeName.BINARY)
        .as(LogicalTypeAnnotation.stringType())
        .named(name);
  }

  private static ColumnWriter writer(ColumnType type) {
    if (type instanceof ColumnType.BooleanType) {
      return (consumer, value) -> consumer.addBoolean((Boolean) value);
    } else if (type instanceof ColumnType.IntegerType) {
      return (consumer, value) -> consumer.addInteger((Integer) value);
    } else if (type instanceof ColumnType.BigintType) {
      return (consumer, value) -> consumer.addLong((Long) value);
    } else if (type instanceof ColumnType.DoubleType) {
      return (consumer, value) -> consumer.addDouble((Double) value);
    } else if (type instanceof ColumnType.DecimalType decimal) {
      return isShort(decimal)
          ? (consumer, value) -> consumer.addLong(((BigDecimal) value).unscaledValue().longValue())
          : (consumer, value) -> consumer.addBinary(decimal((BigDecimal) value));
    } else if (type instanceof ColumnType.DateType) {
      return (consumer, value) -> consumer.addInteger((int) ((LocalDate) value).toEpochDay());
    } else if (type instanceof ColumnType.TimestampType) {
      return (consumer, value) -> consumer.addLong(micros((LocalDateTime) value));
    } else if (type instanceof ColumnType.BinaryType) {
      return (consumer, value) -> consumer.addBinary(Binary.fromConstantByteArray((byte[]) value));
    }
    return (consumer, value) -> consumer.addBinary(Binary.fromString((String) value));
  }

  private static boolean isShort(ColumnType.DecimalType decimal) {
    return decimal.precision() <= LONG_DIGITS;
  }

  private static long micros(LocalDateTime moment) {
    return moment.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + moment.getNano() / 1_000;
  }

  private static Binary decimal(BigDecimal value) {
    byte[] digits = value.unscaledValue().toByteArray();
    byte[] bytes = new byte[DECIMAL_BYTES];
    if (value.signum() < 0) {
      Arrays.fill(bytes, (byte) -1);
    }
    System.arraycopy(digits, 0, bytes, DECIMAL_BYTES - digits.length, digits.length);
    return Binary.fromConstantByteArray(bytes);
  }
}
