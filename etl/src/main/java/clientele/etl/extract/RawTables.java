package clientele.etl.extract;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.store.Store;
import clientele.etl.store.TableName;
import clientele.schema.Column;
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
    for (TableName table : store.tables()) {
      if (table.namespace().equals(NAMESPACE) && !table.equals(QUARANTINE)) {
        List<Column> columns = store.columns(table);
        String versions = register(engine, store, branch, table);
        String names =
            columns.stream().map(column -> "n." + column.name()).collect(Collectors.joining(", "));
        String newest = RawSql.newest(versions, known(asOf, knownUntil));
        engine.define(
            table.name(),
            new Select(
                "select %s from (%s) n where not n._is_deleted".formatted(names, newest),
                Map.of("as_of", asOf, "known_until", knownUntil)));
      }
    }
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

  /** Makes all versions of a raw table readable, and returns the name. */
  static String register(Engine engine, Store store, String branch, TableName table) {
    String relation = "raw__" + table.name();
    engine.register(relation, store.files(table, branch), store.columns(table));
    return relation;
  }
}
