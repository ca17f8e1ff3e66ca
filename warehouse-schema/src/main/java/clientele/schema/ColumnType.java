package clientele.schema;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The types a column may have. Times are UTC without a zone, days are days of the business time
 * zone.
 */
public sealed interface ColumnType {

  Pattern DECIMAL = Pattern.compile("decimal\\(\\s*(\\d+)\\s*,\\s*(\\d+)\\s*\\)");

  Map<String, ColumnType> SIMPLE =
      Map.of(
          "boolean", new BooleanType(),
          "integer", new IntegerType(),
          "bigint", new BigintType(),
          "double", new DoubleType(),
          "varchar", new VarcharType(),
          "date", new DateType(),
          "timestamp", new TimestampType(),
          "binary", new BinaryType());

  /** True or false. */
  record BooleanType() implements ColumnType {}

  /** 32 bits, signed. */
  record IntegerType() implements ColumnType {}

  /** 64 bits, signed. */
  record BigintType() implements ColumnType {}

  /** IEEE 754, 64 bits. */
  record DoubleType() implements ColumnType {}

  /** Exact: precision 1 to 38 digits in all, scale 0 to precision digits after the point. */
  record DecimalType(int precision, int scale) implements ColumnType {
    public DecimalType {
      if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
        throw new IllegalArgumentException(
            "decimal(%d,%d): precision is 1 to 38, scale 0 to precision"
                .formatted(precision, scale));
      }
    }
  }

  /** Text of any length. */
  record VarcharType() implements ColumnType {}

  /** A day. */
  record DateType() implements ColumnType {}

  /** A moment in UTC, to the microsecond. */
  record TimestampType() implements ColumnType {}

  /** Bytes. */
  record BinaryType() implements ColumnType {}

  /** Reads {@code bigint}, {@code decimal(18,2)} and the like; refuses anything else by name. */
  static ColumnType parse(String text) {
    Matcher decimal = DECIMAL.matcher(text);
    if (decimal.matches()) {
      return new DecimalType(
          Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
    }
    ColumnType type = SIMPLE.get(text);
    if (type == null) {
      throw new IllegalArgumentException(
          "unknown type '%s': one of %s or decimal(precision,scale)"
              .formatted(text, SIMPLE.keySet().stream().sorted().toList()));
    }
    return type;
  }

  /** The type as contracts and both engines' SQL spell it. */
  default String sql() {
    if (this instanceof DecimalType decimal) {
      return "decimal(%d,%d)".formatted(decimal.precision(), decimal.scale());
    }
    return SIMPLE.entrySet().stream()
        .filter(entry -> entry.getValue().equals(this))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
