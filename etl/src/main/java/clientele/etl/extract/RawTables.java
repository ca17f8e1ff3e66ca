package clientele.etl.extract;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.store.Store;
import clientele.etl.store.TableName;
import clientele.schema.Column;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The raw tables as staging reads them. */
public final class RawTables {

  static final String NAMESPACE = "raw";
  static final TableName QUARANTINE = new TableName(NAMESPACE, "quarantine");

  private RawTables() {}

  static TableName name(String source, String table) {
    return new TableName(NAMESPACE, source + "__" + table);
  }

  /**
   * Makes every raw table readable under its name, such as {@code shop__orders}: of each key the
   * newest version of a business date not after {@code asOf}, unless it says deleted.
   *
   * @param knownUntil {@code asOf}; for a date of the past the next date on which the sources were
   *     read: a key that was first seen then is taken as it was then, for nobody can tell when it
   *     came
   */
  public static void current(
      Engine engine, Store store, String branch, LocalDate asOf, LocalDate knownUntil) {
    for (TableName table : all(store)) {
      String versions = register(engine, store, branch, table);
      String newest = RawSql.newest(versions, known(asOf, knownUntil));
      engine.define(
          table.name(),
          new Select(
              current(store.columns(table), newest),
              Map.of("as_of", asOf, "known_until", knownUntil)));
    }
  }

  private static String current(List<Column> columns, String newest) {
    String names =
        columns.stream().map(column -> "n." + column.name()).collect(Collectors.joining(", "));
    return "select %s from (%s) n where not n._is_deleted".formatted(names, newest);
  }

  /** The raw tables, without that of refused rows. */
  public static List<TableName> all(Store store) {
    return store.tables().stream()
        .filter(table -> table.namespace().equals(NAMESPACE) && !table.equals(QUARANTINE))
        .toList();
  }

  /**
   * Makes all versions of those keys readable that got a version between two states of a table.
   *
   * @param gone files that the table had and no longer has
   * @param come files that it has and did not have
   */
  public static void changedVersions(
      Engine engine, Store store, TableName table, String name, List<Path> gone, List<Path> come) {
    List<Column> columns = store.columns(table);
    engine.register(name + "_gone", gone, columns);
    engine.register(name + "_come", come, columns);
    engine.define(
        name,
        Select.of(
            """
            select r.* from raw__%1$s r
            where r._key in (
              select c._key from %2$s_come c
              left join %2$s_gone g on g._key = c._key and g._version = c._version
              where g._key is null)
            """
                .formatted(table.name(), name)));
  }

  /**
   * Makes the current rows of some units of a table readable.
   *
   * @param name what they are to be known by
   * @param unit SQL of the unit of a row, of columns without a qualifier
   * @param units relation with column {@code unit}
   */
  public static void defineFew(
      Engine engine,
      Store store,
      TableName table,
      String name,
      LocalDate asOf,
      String unit,
      String units) {
    String touched = name + "__touched";
    // A key's versions may be of several units: the newest of all counts, then its unit.
    engine.keep(
        touched,
        Select.of(
            "select * from %1$s where _key in (select _key from %1$s where %2$s in (select unit from %3$s))"
                .formatted(relation(table), unit, units)));
    String current = current(store.columns(table), RawSql.newest(touched, known(asOf, asOf)));
    engine.define(
        name,
        new Select(
            "select * from (%s) c where %s in (select unit from %s)"
                .formatted(current, unit, units),
            Map.of("as_of", asOf)));
  }

  /** Whether a version was known on a business date, as a condition. */
  static String known(LocalDate asOf, LocalDate knownUntil) {
    return asOf.equals(knownUntil)
        ? "_business_date <= :as_of"
        : "(_business_date <= :as_of or (_version = 1 and _business_date <= :known_until))";
  }

  /**
   * Makes what extractions until a business date refused and no later one took readable under
   * {@code open_quarantine}, if only empty.
   */
  public static void quarantine(Engine engine, Store store, String branch, LocalDate asOf) {
    boolean isThere = store.tables().contains(QUARANTINE);
    engine.register(
        "raw__quarantine",
        isThere ? store.files(QUARANTINE, branch) : List.of(),
        RawQuarantine.COLUMNS);
    engine.define(
        "open_quarantine",
        new Select(
            RawQuarantine.open("raw__quarantine", "q.business_date <= :as_of"),
            Map.of("as_of", asOf)));
  }

  private static String relation(TableName table) {
    return "raw__" + table.name();
  }

  /** Makes all versions of a raw table readable, and returns the name. */
  static String register(Engine engine, Store store, String branch, TableName table) {
    String relation = relation(table);
    engine.register(relation, store.files(table, branch), store.columns(table));
    return relation;
  }
}
