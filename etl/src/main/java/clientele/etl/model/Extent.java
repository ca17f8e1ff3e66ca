package clientele.etl.model;

/**
 * How much of a table a run makes, and why.
 *
 * @param reason for people, in lower case, such as {@code shop.store changed}
 */
public record Extent(Kind kind, String reason) {

  /** How much. */
  public enum Kind {
    /** All rows, from all rows of its inputs. */
    FULL,
    /** The rows that changes of its inputs touch. */
    CHANGES,
    /** Nothing: what is there is what would be made. */
    UNCHANGED
  }

  static Extent full(String reason) {
    return new Extent(Kind.FULL, reason);
  }

  static Extent changes(String reason) {
    return new Extent(Kind.CHANGES, reason);
  }

  static Extent unchanged(String reason) {
    return new Extent(Kind.UNCHANGED, reason);
  }
}
