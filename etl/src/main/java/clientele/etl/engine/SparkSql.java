package clientele.etl.engine;

import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** How Spark spells what the portable subset spells otherwise. */
final class SparkSql {

  private SparkSql() {}

  /** Spark's varchar wants a length, and a backslash in a text is not itself. */
  static String translate(String sql) {
    return Holes.replaceTokens(
        sql,
        text -> text.replace("\\", "\\\\"),
        word -> word.toLowerCase(Locale.ROOT).equals("varchar") ? "string" : word);
  }

  static StructType struct(List<Column> columns) {
    return new StructType(
        columns.stream()
            .map(column -> DataTypes.createStructField(column.name(), type(column.type()), true))
            .toArray(StructField[]::new));
  }

  /** The result's columns, with the types as Spark spells them. */
  static ResultColumns columns(StructType struct) {
    return new ResultColumns(
        List.of(struct.fields()).stream()
            .map(field -> new ResultColumns.Given(field.name(), spelling(field.dataType())))
            .toList());
  }

  private static String spelling(DataType type) {
    // Spark calls a moment with a time zone just timestamp.
    return type.equals(DataTypes.TimestampType) ? "timestamp with time zone" : type.sql();
  }

  private static DataType type(ColumnType type) {
    if (type instanceof ColumnType.BooleanType) {
      return DataTypes.BooleanType;
    } else if (type instanceof ColumnType.IntegerType) {
      return DataTypes.IntegerType;
    } else if (type instanceof ColumnType.BigintType) {
      return DataTypes.LongType;
    } else if (type instanceof ColumnType.DoubleType) {
      return DataTypes.DoubleType;
    } else if (type instanceof ColumnType.DecimalType decimal) {
      return DataTypes.createDecimalType(decimal.precision(), decimal.scale());
    } else if (type instanceof ColumnType.VarcharType) {
      return DataTypes.StringType;
    } else if (type instanceof ColumnType.DateType) {
      return DataTypes.DateType;
    } else if (type instanceof ColumnType.TimestampType) {
      return DataTypes.TimestampNTZType;
    }
    return DataTypes.BinaryType;
  }
}
