package clientele.schema;

import java.util.Optional;

/**
 * One column of a contract.
 *
 * @param name whole words in snake case
 * @param type what it holds
 * @param meaning one sentence for the dictionary
 * @param unit empty where the type or the name says it
 * @param isRequired never null
 * @param pii whether it names a person, and how it is masked for readers
 * @param isVolatile differs from run to run by nature (a duration), so comparisons leave it out
 */
public record Column(
    String name,
    ColumnType type,
    String meaning,
    Optional<String> unit,
    boolean isRequired,
    boolean pii,
    boolean isVolatile) {

  /** A column with nothing said but its name and type, as raw tables have. */
  public static Column of(String name, ColumnType type) {
    return new Column(name, type, "", Optional.empty(), false, false, false);
  }
}
