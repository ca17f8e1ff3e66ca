package clientele.etl.analytics.value;

import static org.apache.commons.math3.special.Gamma.digamma;
import static org.apache.commons.math3.special.Gamma.logGamma;
import static org.apache.commons.math3.special.Gamma.trigamma;

import clientele.etl.analytics.value.Likelihood.Slope;

/**
 * Likelihood of {@link ParetoNbd} by r, alpha, s, beta. A customer is still one, or left at one of
 * the times since the last order: an integral that the papers write with the hypergeometric
 * function. As an integral it is a sum of positive terms, which neither cancels nor overflows.
 */
record ParetoTerms() implements PathTerms {

  private static final int R = 0;
  private static final int ALPHA = 1;
  private static final int S = 2;
  private static final int BETA = 3;

  @Override
  public int dimension() {
    return 4;
  }

  @Override
  public double common(int repeats, double[] parameters) {
    double r = parameters[R];
    return logGamma(r + repeats)
        - logGamma(r)
        + r * Math.log(parameters[ALPHA])
        + parameters[S] * Math.log(parameters[BETA]);
  }

  @Override
  public void addCommon(int repeats, double times, double[] parameters, Slope slope) {
    double r = parameters[R];
    double alpha = parameters[ALPHA];
    double beta = parameters[BETA];
    double[] gradient = slope.gradient();
    double[][] hessian = slope.hessian();
    gradient[R] += times * (digamma(r + repeats) - digamma(r) + Math.log(alpha));
    gradient[ALPHA] += times * r / alpha;
    gradient[S] += times * Math.log(beta);
    gradient[BETA] += times * parameters[S] / beta;
    hessian[R][R] += times * (trigamma(r + repeats) - trigamma(r));
    hessian[R][ALPHA] += times / alpha;
    hessian[ALPHA][ALPHA] -= times * r / (alpha * alpha);
    hessian[S][BETA] += times / beta;
    hessian[BETA][BETA] -= times * parameters[S] / (beta * beta);
  }

  @Override
  public void addPaths(PurchaseState state, double[] parameters, Paths paths) {
    double shape = parameters[R] + state.repeats();
    double s = parameters[S];
    double alpha = parameters[ALPHA];
    double beta = parameters[BETA];
    double rates = alpha + state.age();
    double lives = beta + state.age();
    paths.add(-shape * Math.log(rates) - s * Math.log(lives));
    if (paths.hasSlope()) {
      addSlope(rates, Math.log(rates), lives, Math.log(lives), shape, s, 0, paths);
    }
    // On the logarithm of the time the integrand falls, and ever faster: the first slope bounds it.
    double offset = Math.min(alpha, beta);
    double start = state.lastAt() + offset;
    double logStart = Math.log(start);
    double width = Math.log(state.age() + offset) - logStart;
    double fall =
        start * (shape / (alpha + state.lastAt()) + (s + 1) / (beta + state.lastAt())) - 1;
    Quadrature nodes = Quadrature.falling(width, fall);
    double logS = Math.log(s);
    for (int node = 0; node < nodes.size(); node++) {
      double logTime = logStart + nodes.point(node);
      double time = Math.exp(logTime);
      double ratesThen = time + (alpha - offset);
      double livesThen = time + (beta - offset);
      double logRates = alpha > offset ? Math.log(ratesThen) : logTime;
      double logLives = beta > offset ? Math.log(livesThen) : logTime;
      paths.add(logS + nodes.logWeight(node) + logTime - shape * logRates - (s + 1) * logLives);
      if (paths.hasSlope()) {
        addSlope(ratesThen, logRates, livesThen, logLives, shape, s + 1, 1 / s, paths);
      }
    }
  }

  private static void addSlope(
      double rates,
      double logRates,
      double lives,
      double logLives,
      double shape,
      double exponent,
      double inverseS,
      Paths paths) {
    paths.first(R, -logRates);
    paths.first(ALPHA, -shape / rates);
    paths.first(S, inverseS - logLives);
    paths.first(BETA, -exponent / lives);
    paths.second(R, ALPHA, -1 / rates);
    paths.second(ALPHA, ALPHA, shape / (rates * rates));
    paths.second(S, S, -inverseS * inverseS);
    paths.second(S, BETA, -1 / lives);
    paths.second(BETA, BETA, exponent / (lives * lives));
  }
}
