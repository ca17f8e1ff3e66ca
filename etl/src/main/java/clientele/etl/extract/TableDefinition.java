package clientele.etl.extract;

import clientele.schema.ColumnType;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One table of a source.
 *
 * @param key columns that tell rows apart, by their raw names; files also have {@code _file} and
 *     {@code _line}
 * @param watermark column that only grows; empty for a table that is read whole each night
 * @param overlap how far below the watermark rows are read again, for those committed late
 * @param deletedWhen SQL condition over raw columns that marks a row as deleted
 * @param findsDeletes a row that a whole read no longer gives is deleted
 * @param comparesKeys of a table with a watermark, the keys are compared with the source's each
 *     night: a row that the source no longer has is deleted
 * @param mayFallBack a source that was put back to an older state is read whole, not refused
 * @param drift what happens where the source lost or retyped a column
 * @param freshness how old its newest rows may be
 * @param limits what rows may be refused for and how many
 * @param columns declared types by raw name
 */
public record TableDefinition(
    String name,
    Origin origin,
    List<String> key,
    Optional<String> watermark,
    Overlap overlap,
    Optional<String> deletedWhen,
    boolean findsDeletes,
    boolean comparesKeys,
    boolean mayFallBack,
    Drift drift,
    FreshnessLimits freshness,
    RowLimits limits,
    Map<String, DeclaredType> columns) {

  /** The declared type of a column of a file; text where none is declared. */
  ColumnType typeInFile(String column) {
    DeclaredType declared = columns.get(column);
    return declared == null ? new ColumnType.VarcharType() : declared.type();
  }

  /** Reads the texts of a column of a file. */
  TextValues parser(String column, ZoneId zone, char decimalSeparator) {
    Optional<String> pattern =
        Optional.ofNullable(columns.get(column)).flatMap(DeclaredType::pattern);
    return new TextValues(typeInFile(column), pattern, zone, decimalSeparator);
  }
}
