package clientele.etl.extract;

import clientele.schema.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** How the values of one Parquet column become values of a raw table. */
record ParquetField(ColumnType type, Getter getter) {

  private static final long JULIAN_EPOCH = 2_440_588;

  interface Getter {
    Object value(Group group, int field);
  }

  Object value(Group group, int field) {
    return getter.value(group, field);
  }

  /** Empty for a type that raw tables do not have: lists, maps, structs, times without a day. */
  static Optional<ParquetField> of(Type type, ZoneId zone) {
    if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
      return Optional.empty();
    }
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    PrimitiveTypeName primitive = type.asPrimitiveType().getPrimitiveTypeName();
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return Optional.of(decimal(decimal, primitive));
    } else if (logical instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation) {
      return found(
          new ColumnType.DateType(), (group, i) -> LocalDate.ofEpochDay(group.getInteger(i, 0)));
    } else if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
      return found(new ColumnType.TimestampType(), (group, i) -> moment(group, i, timestamp, zone));
    } else if (logical instanceof LogicalTypeAnnotation.TimeLogicalTypeAnnotation) {
      return Optional.empty();
    } else if (logical instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation integer
        && !integer.isSigned()) {
      return unsigned(integer.getBitWidth());
    }
    return plain(primitive, logical);
  }

  private static Optional<ParquetField> plain(
      PrimitiveTypeName primitive, LogicalTypeAnnotation logical) {
    boolean isText =
        logical instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
            || logical instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation
            || logical instanceof LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
    return switch (primitive) {
      case BOOLEAN -> found(new ColumnType.BooleanType(), (group, i) -> group.getBoolean(i, 0));
      case INT32 -> found(new ColumnType.IntegerType(), (group, i) -> group.getInteger(i, 0));
      case INT64 -> found(new ColumnType.BigintType(), (group, i) -> group.getLong(i, 0));
      case FLOAT ->
          found(
              new ColumnType.DoubleType(),
              (group, i) -> Double.valueOf(Float.toString(group.getFloat(i, 0))));
      case DOUBLE -> found(new ColumnType.DoubleType(), (group, i) -> group.getDouble(i, 0));
      case INT96 -> found(new ColumnType.TimestampType(), (group, i) -> nanoTime(group, i));
      case BINARY, FIXED_LEN_BYTE_ARRAY ->
          isText
              ? found(new ColumnType.VarcharType(), (group, i) -> group.getString(i, 0))
              : found(new ColumnType.BinaryType(), (group, i) -> group.getBinary(i, 0).getBytes());
    };
  }

  private static Optional<ParquetField> found(ColumnType type, Getter getter) {
    return Optional.of(new ParquetField(type, getter));
  }

  private static Optional<ParquetField> unsigned(int bits) {
    if (bits < 32) {
      return found(new ColumnType.IntegerType(), (group, i) -> group.getInteger(i, 0));
    } else if (bits == 32) {
      return found(
          new ColumnType.BigintType(),
          (group, i) -> Integer.toUnsignedLong(group.getInteger(i, 0)));
    }
    return found(
        new ColumnType.DecimalType(20, 0),
        (group, i) -> new BigDecimal(Long.toUnsignedString(group.getLong(i, 0))));
  }

  private static ParquetField decimal(
      DecimalLogicalTypeAnnotation decimal, PrimitiveTypeName primitive) {
    int scale = decimal.getScale();
    Getter getter =
        switch (primitive) {
          case INT32 -> (group, i) -> BigDecimal.valueOf(group.getInteger(i, 0), scale);
          case INT64 -> (group, i) -> BigDecimal.valueOf(group.getLong(i, 0), scale);
          default ->
              (group, i) -> new BigDecimal(new BigInteger(group.getBinary(i, 0).getBytes()), scale);
        };
    return new ParquetField(new ColumnType.DecimalType(decimal.getPrecision(), scale), getter);
  }

  private static Object moment(
      Group group, int field, TimestampLogicalTypeAnnotation timestamp, ZoneId zone) {
    long value = group.getLong(field, 0);
    long perSecond =
        switch (timestamp.getUnit()) {
          case MILLIS -> 1_000L;
          case MICROS -> 1_000_000L;
          case NANOS -> 1_000_000_000L;
        };
    LocalDateTime moment =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(value, perSecond),
            (int) (Math.floorMod(value, perSecond) * (1_000_000_000L / perSecond)),
            ZoneOffset.UTC);
    return TextValues.utc(moment, timestamp.isAdjustedToUTC() ? ZoneOffset.UTC : zone);
  }

  private static Object nanoTime(Group group, int field) {
    NanoTime time = NanoTime.fromBinary(group.getInt96(field, 0));
    return LocalDate.ofEpochDay(time.getJulianDay() - JULIAN_EPOCH)
        .atTime(LocalTime.MIDNIGHT)
        .plusNanos(time.getTimeOfDayNanos())
        .truncatedTo(ChronoUnit.MICROS);
  }
}
