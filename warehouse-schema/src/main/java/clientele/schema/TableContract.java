package clientele.schema;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a table is.
 *
 * @param name the table's name in SQL, equal to the file's
 * @param layer the floor it stands on
 * @param folder below {@code contracts/}, such as {@code star/facts}
 * @param grain what one row is
 * @param meaning what it is for, for the dictionary
 * @param owner who answers for it
 * @param kind how a run's rows meet those already there
 * @param key the columns that tell rows apart
 * @param naturalKey for type 2: the columns that tell members apart over all their versions; empty
 *     for other kinds
 * @param eventTime the timestamp column by which rows after as_of are held back, where there is one
 * @param quarantinedShare for staging, 0 to 1: more rows that do not fit stop the run; empty for
 *     the setting of all tables
 * @param reconciled for a fact that has every row of a staging table
 * @param driver for a fact that can be brought up to date by what changed
 * @param columns in their order
 * @param checks those written in the contract and those that follow from it (key, required)
 */
public record TableContract(
    String name,
    Layer layer,
    String folder,
    String grain,
    String meaning,
    String owner,
    TableKind kind,
    List<String> key,
    List<String> naturalKey,
    Optional<String> eventTime,
    OptionalDouble quarantinedShare,
    Optional<Reconciled> reconciled,
    Optional<Driver> driver,
    List<Column> columns,
    List<Check> checks) {

  /** The checks that look into other tables. */
  public List<Check.LookedUpTruth> lookups() {
    return checks.stream()
        .filter(Check.LookedUpTruth.class::isInstance)
        .map(Check.LookedUpTruth.class::cast)
        .toList();
  }

  /** The column of this name; refuses a name that the contract does not have. */
  public Column column(String columnName) {
    return columns.stream()
        .filter(column -> column.name().equals(columnName))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("%s has no column %s".formatted(name, columnName)));
  }
}
