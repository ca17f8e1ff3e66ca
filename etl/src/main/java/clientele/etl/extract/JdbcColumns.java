package clientele.etl.extract;

import clientele.failure.Failure;
import clientele.schema.ColumnType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Maps the types of databases to those of raw tables.
 *
 * <p>Whole numbers by their width, unsigned ones to the next wider; exact numbers to decimal of the
 * same precision and scale, those that say none to decimal(38,9), and what has more is refused;
 * timestamps with a zone to UTC, without one from the source's zone to UTC; text, JSON, UUID,
 * enumerations, lists, intervals and times of day to text; bytes to binary. Other types are refused
 * by name.
 */
final class JdbcColumns {

  private final String where;
  private final Database database;
  private final ZoneId zone;
  private final Map<String, DeclaredType> declared;

  JdbcColumns(String where, Database database, ZoneId zone, Map<String, DeclaredType> declared) {
    this.where = where;
    this.database = database;
    this.zone = zone;
    this.declared = declared;
  }

  List<JdbcColumn> of(ResultSetMetaData metadata) throws SQLException {
    List<JdbcColumn> columns = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (int i = 1; i <= metadata.getColumnCount(); i++) {
      String label = metadata.getColumnLabel(i);
      String typeName = metadata.getColumnTypeName(i).toLowerCase(Locale.ROOT);
      Optional<JdbcColumn> column = column(metadata, i, label);
      column.map(found -> found.named(typeName)).ifPresent(columns::add);
      if (column.isEmpty()) {
        refused.add("column %s has type %s".formatted(label, metadata.getColumnTypeName(i)));
      }
    }
    if (!refused.isEmpty()) {
      throw new Failure.Contract(
          ("%s: %s, which is not read: give the table a 'from: select ...' that leaves it out or"
                  + " casts it to text")
              .formatted(where, String.join("; ", refused)));
    }
    return columns;
  }

  private Optional<JdbcColumn> column(ResultSetMetaData metadata, int i, String label)
      throws SQLException {
    DeclaredType type = declared.get(ColumnNames.snake(label));
    if (type != null) {
      return Optional.of(SqliteColumns.byText(label, type.type(), type.pattern(), zone));
    } else if (database == Database.SQLITE) {
      return Optional.of(SqliteColumns.column(metadata, i, zone));
    }
    return mapped(metadata, i, label);
  }

  private Optional<JdbcColumn> mapped(ResultSetMetaData metadata, int i, String label)
      throws SQLException {
    String name = metadata.getColumnTypeName(i).toLowerCase(Locale.ROOT);
    int precision = metadata.getPrecision(i);
    if (name.startsWith("year") && database == Database.MARIADB) {
      return found(label, new ColumnType.IntegerType(), MariaDbValues::year);
    } else if (name.equals("uuid")) {
      return found(label, new ColumnType.VarcharType(), JdbcColumn::text);
    } else if (MariaDbValues.SHAPES.contains(name) && database == Database.MARIADB) {
      return Optional.empty();
    }
    if (name.equals("money") && database == Database.POSTGRESQL) {
      return found(label, JdbcColumn.UNBOUNDED, JdbcColumn.decimal(JdbcColumn.UNBOUNDED));
    }
    return switch (metadata.getColumnType(i)) {
      case Types.BOOLEAN -> found(label, new ColumnType.BooleanType(), JdbcColumn::flag);
      case Types.BIT -> bit(label, name, precision);
      case Types.TINYINT, Types.SMALLINT ->
          found(label, new ColumnType.IntegerType(), JdbcColumn::integer);
      case Types.INTEGER ->
          isUnsigned(metadata, i)
              ? found(label, new ColumnType.BigintType(), JdbcColumn::bigint)
              : found(label, new ColumnType.IntegerType(), JdbcColumn::integer);
      case Types.BIGINT ->
          isUnsigned(metadata, i)
              ? decimal(label, 20, 0)
              : found(label, new ColumnType.BigintType(), JdbcColumn::bigint);
      case Types.REAL -> found(label, new ColumnType.DoubleType(), JdbcColumn::floatValue);
      case Types.FLOAT, Types.DOUBLE ->
          found(label, new ColumnType.DoubleType(), JdbcColumn::doubleValue);
      case Types.NUMERIC, Types.DECIMAL -> decimal(label, precision, metadata.getScale(i));
      case Types.CHAR, Types.NCHAR ->
          found(label, new ColumnType.VarcharType(), JdbcColumn::padded);
      case Types.DATE -> found(label, new ColumnType.DateType(), date());
      case Types.TIMESTAMP -> timestamp(label, name);
      case Types.TIMESTAMP_WITH_TIMEZONE -> Optional.of(moment(label, true, JdbcColumn::moment));
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
          found(label, new ColumnType.BinaryType(), JdbcColumn::bytes);
      case Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB,
          Types.SQLXML,
          Types.TIME,
          Types.TIME_WITH_TIMEZONE,
          Types.ARRAY,
          Types.DISTINCT,
          Types.OTHER ->
          found(label, new ColumnType.VarcharType(), JdbcColumn::text);
      default -> Optional.empty();
    };
  }

  /** PostgreSQL calls its boolean BIT; strings of several bits stay text of 0 and 1. */
  private Optional<JdbcColumn> bit(String label, String name, int precision) {
    if (name.startsWith("bool") || (precision <= 1 && database != Database.POSTGRESQL)) {
      return found(label, new ColumnType.BooleanType(), JdbcColumn::flag);
    }
    return found(
        label,
        new ColumnType.VarcharType(),
        database == Database.MARIADB ? MariaDbValues.bits(precision) : JdbcColumn::text);
  }

  /** MariaDB and MySQL count DATETIME by the clock but TIMESTAMP in UTC. */
  private Optional<JdbcColumn> timestamp(String label, String name) {
    boolean isMariaDb = database == Database.MARIADB;
    boolean hasZone = isMariaDb ? name.startsWith("timestamp") : name.equals("timestamptz");
    JdbcColumn.Getter getter;
    if (isMariaDb) {
      getter = MariaDbValues.timestamp(hasZone ? ZoneOffset.UTC : zone);
    } else {
      getter = hasZone ? JdbcColumn::moment : JdbcColumn.local(zone);
    }
    return Optional.of(moment(label, hasZone, getter));
  }

  private JdbcColumn moment(String label, boolean hasZone, JdbcColumn.Getter getter) {
    return new JdbcColumn(
        label, "", new ColumnType.TimestampType(), hasZone, zone, getter, Optional.empty());
  }

  private JdbcColumn.Getter date() {
    return database == Database.MARIADB ? MariaDbValues::date : JdbcColumn::date;
  }

  private boolean isUnsigned(ResultSetMetaData metadata, int i) throws SQLException {
    return database == Database.MARIADB && !metadata.isSigned(i);
  }

  private static Optional<JdbcColumn> decimal(String label, int precision, int scale) {
    boolean fits = precision >= 1 && precision <= 38 && scale >= 0 && scale <= precision;
    ColumnType.DecimalType type =
        fits ? new ColumnType.DecimalType(precision, scale) : JdbcColumn.UNBOUNDED;
    return found(label, type, JdbcColumn.decimal(type));
  }

  private static Optional<JdbcColumn> found(
      String label, ColumnType type, JdbcColumn.Getter getter) {
    return Optional.of(new JdbcColumn(label, type, getter));
  }
}
