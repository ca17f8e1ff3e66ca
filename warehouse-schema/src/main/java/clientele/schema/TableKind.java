package clientele.schema;

/** How the rows of a run meet the rows that are already there. */
public enum TableKind {
  /** One row per key and version, with valid_from, valid_to and is_current. */
  TYPE2,
  /** One row per key, overwritten in place. */
  TYPE1,
  /** Rows are only added. */
  APPEND,
  /** Rows are added, or replace the row of the same key. */
  UPSERT,
  /** The rows of one as_of_date replace those of the same date; other dates stay. */
  SNAPSHOT,
  /** The whole content is replaced. */
  FULL
}
