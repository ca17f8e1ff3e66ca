package clientele.etl.analytics.value;

/** What a fit is good for. */
public enum Verdict {
  /** Every parameter has a finite standard error that tells its order of magnitude. */
  IDENTIFIED,
  /** Some parameters lie on a ridge: expectations hold, single parameters say little. */
  WEAKLY_IDENTIFIED,
  /** A parameter ran away or the likelihood is flat: no numbers. */
  NOT_IDENTIFIED,
  /** The search did not come to rest: no numbers. */
  NOT_CONVERGED,
  /** The data lack what the model is made of: no numbers. */
  NOT_ENOUGH_DATA;

  /** Whether numbers may be shown. */
  public boolean isUsable() {
    return this == IDENTIFIED || this == WEAKLY_IDENTIFIED;
  }
}
