package clientele.etl.deliver;

/** What a list is of. */
sealed interface ListKind {

  /** Who may be offered what. */
  record Offers() implements ListKind {}

  /** Whom to contact before a day that matters to them. */
  record Occasions() implements ListKind {}

  /** The people of a segment. */
  record Segment(String segment) implements ListKind {}

  /** The people about whom campaigns advise the same. */
  record Advised(String advice) implements ListKind {}
}
