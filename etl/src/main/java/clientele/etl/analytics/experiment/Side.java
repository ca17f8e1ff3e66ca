package clientele.etl.analytics.experiment;

/** Which difference a test looks for. */
public enum Side {
  /** Any. */
  BOTH,
  /** The treatment is more. */
  GREATER,
  /** The treatment is less. */
  LESS
}
