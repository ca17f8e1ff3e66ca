package clientele.schema;

import java.util.Map;

/**
 * The table of which a fact has one row for each row, or none. The fact's SELECT reads it under the
 * name {@code <fact>__driver}, which in a night that goes by changes has only the rows that are to
 * be made again; the fact has the driver's key under the same names.
 *
 * @param table the table
 * @param follows for tables whose changes reach into rows of an unchanged driver: which rows, as an
 *     SQL condition between {@code changed} (a row that came or went; of a type 2 table with {@code
 *     changed_from}, the moment from which its versions differ) and either {@code driver} or {@code
 *     fact}. A change of any other table that the fact reads makes the whole fact anew
 */
public record Driver(String table, Map<String, String> follows) {

  /** The name under which a fact reads it: one of its own, for facts are made side by side. */
  public String relation(String fact) {
    return fact + "__driver";
  }
}
