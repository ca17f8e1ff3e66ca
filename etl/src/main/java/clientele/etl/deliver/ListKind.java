package clientele.etl.deliver;

/** What a list is of. */
sealed interface ListKind {

  /** Who may be offered what. */
  record Offers() implements ListKind {}

  /** The people of a segment. */
  record Segment(String segment) implements ListKind {}

  /** The people about whom campaigns advise the same. */
  record Advised(String advice) implements ListKind {}
}
