package clientele.etl.analytics.value;

import clientele.etl.analytics.value.Likelihood.Slope;

/**
 * The likelihood of one history in two parts: what the number of repeats alone decides, and the sum
 * over the paths that the history may have taken.
 */
interface PathTerms {

  /** Number of parameters. */
  int dimension();

  /** k, by which powers of time go into the likelihood for each order. */
  default int regularity() {
    return 1;
  }

  /** The logarithm of the first part. */
  double common(int repeats, double[] parameters);

  /** Adds the derivatives of that, so many times, to the upper triangle. */
  void addCommon(int repeats, double times, double[] parameters, Slope slope);

  /** Adds the paths; those on which the customer is still one come first. */
  void addPaths(PurchaseState state, double[] parameters, Paths paths);

  /** The log-likelihood of one customer. */
  default double logLikelihood(PurchaseState state, double[] parameters) {
    return common(state.repeats(), parameters) + paths(state, parameters).logSum();
  }

  /** The paths of one history, without derivatives. */
  default Paths paths(PurchaseState state, double[] parameters) {
    Paths paths = new Paths(dimension(), false);
    addPaths(state, parameters, paths);
    return paths;
  }
}
