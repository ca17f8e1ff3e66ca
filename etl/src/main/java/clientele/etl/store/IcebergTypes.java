package clientele.etl.store;

import clientele.schema.Column;
import clientele.schema.ColumnType;
import clientele.schema.ColumnType.BigintType;
import clientele.schema.ColumnType.BinaryType;
import clientele.schema.ColumnType.BooleanType;
import clientele.schema.ColumnType.DateType;
import clientele.schema.ColumnType.DecimalType;
import clientele.schema.ColumnType.DoubleType;
import clientele.schema.ColumnType.IntegerType;
import clientele.schema.ColumnType.TimestampType;
import clientele.schema.ColumnType.VarcharType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Columns of contracts as columns of Iceberg, and back. */
final class IcebergTypes {

  private IcebergTypes() {}

  /** All columns are optional: what must not be null is the contract's to check. */
  static Schema schema(List<Column> columns) {
    List<NestedField> fields = new ArrayList<>();
    for (Column column : columns) {
      int id = fields.size() + 1;
      fields.add(NestedField.optional(id, column.name(), type(column.type()), meaning(column)));
    }
    return new Schema(fields);
  }

  static List<Column> columns(Schema schema) {
    return schema.columns().stream()
        .map(
            field ->
                new Column(
                    field.name(),
                    type(field),
                    Optional.ofNullable(field.doc()).orElse(""),
                    Optional.empty(),
                    false,
                    false,
                    false))
        .toList();
  }

  /** Null where nothing is said, as Iceberg has it. */
  static String meaning(Column column) {
    return column.meaning().isBlank() ? null : column.meaning();
  }

  static Type.PrimitiveType type(ColumnType type) {
    if (type instanceof BooleanType) {
      return Types.BooleanType.get();
    } else if (type instanceof IntegerType) {
      return Types.IntegerType.get();
    } else if (type instanceof BigintType) {
      return Types.LongType.get();
    } else if (type instanceof DoubleType) {
      return Types.DoubleType.get();
    } else if (type instanceof DecimalType decimal) {
      return Types.DecimalType.of(decimal.precision(), decimal.scale());
    } else if (type instanceof VarcharType) {
      return Types.StringType.get();
    } else if (type instanceof DateType) {
      return Types.DateType.get();
    } else if (type instanceof TimestampType) {
      return Types.TimestampType.withoutZone();
    } else if (type instanceof BinaryType) {
      return Types.BinaryType.get();
    }
    throw new IllegalArgumentException("a column type without a place in Iceberg: " + type);
  }

  private static ColumnType type(NestedField field) {
    Type type = field.type();
    return switch (type.typeId()) {
      case BOOLEAN -> new BooleanType();
      case INTEGER -> new IntegerType();
      case LONG -> new BigintType();
      case DOUBLE -> new DoubleType();
      case STRING -> new VarcharType();
      case DATE -> new DateType();
      case TIMESTAMP -> new TimestampType();
      case BINARY -> new BinaryType();
      case DECIMAL -> {
        Types.DecimalType decimal = (Types.DecimalType) type;
        yield new DecimalType(decimal.precision(), decimal.scale());
      }
      default ->
          throw new IllegalStateException(
              "column %s has type %s, which this store never writes".formatted(field.name(), type));
    };
  }
}
