package clientele.etl.extract;

/** What happens where a column that the raw table has is missing, or has another type. */
enum Drift {
  /** Nothing is loaded. */
  STOP,
  /** Rows whose value is missing or does not fit the known type are refused. */
  QUARANTINE,
  /** They come in without the value. */
  NULLS
}
