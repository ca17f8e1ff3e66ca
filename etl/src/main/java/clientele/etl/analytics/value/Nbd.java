package clientele.etl.analytics.value;

import static org.apache.commons.math3.special.Gamma.digamma;
import static org.apache.commons.math3.special.Gamma.logGamma;
import static org.apache.commons.math3.special.Gamma.trigamma;

import clientele.etl.analytics.value.Likelihood.Slope;
import java.util.Arrays;

/**
 * NBD: customers order at rates of their own (gamma over customers) and never leave. The baseline
 * of the models in which they do. Ehrenberg, "The Pattern of Consumer Purchases" (1959).
 */
public final class Nbd implements PurchaseModel {

  static final PathTerms TERMS = new Terms();

  private final double[] parameters;

  /**
   * @param r shape of the gamma distribution of rates
   * @param alpha scale of the same, in units of time
   */
  public Nbd(double r, double alpha) {
    this.parameters = Parameter.requirePositive("r, alpha", r, alpha);
  }

  @Override
  public double logLikelihood(PurchaseState state) {
    return TERMS.logLikelihood(state, parameters);
  }

  @Override
  public double probabilityAlive(PurchaseState state) {
    return 1;
  }

  @Override
  public double[] expectedOrders(PurchaseState state, double[] times) {
    double rate = (parameters[0] + state.repeats()) / (parameters[1] + state.age());
    return Arrays.stream(times).map(time -> rate * PurchaseModel.requireTime(time)).toArray();
  }

  @Override
  public double[] distribution(PurchaseState state, double time) {
    return OrderCounts.negativeBinomial(
        parameters[0] + state.repeats(),
        PurchaseModel.requireTime(time) / (parameters[1] + state.age()));
  }

  private record Terms() implements PathTerms {

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public double common(int repeats, double[] parameters) {
      double r = parameters[0];
      return logGamma(r + repeats) - logGamma(r) + r * Math.log(parameters[1]);
    }

    @Override
    public void addCommon(int repeats, double times, double[] parameters, Slope slope) {
      double r = parameters[0];
      double alpha = parameters[1];
      slope.gradient()[0] += times * (digamma(r + repeats) - digamma(r) + Math.log(alpha));
      slope.gradient()[1] += times * r / alpha;
      slope.hessian()[0][0] += times * (trigamma(r + repeats) - trigamma(r));
      slope.hessian()[0][1] += times / alpha;
      slope.hessian()[1][1] -= times * r / (alpha * alpha);
    }

    @Override
    public void addPaths(PurchaseState state, double[] parameters, Paths paths) {
      double shape = parameters[0] + state.repeats();
      double whole = parameters[1] + state.age();
      paths.add(-shape * Math.log(whole));
      if (paths.hasSlope()) {
        paths.first(0, -Math.log(whole));
        paths.first(1, -shape / whole);
        paths.second(0, 1, -1 / whole);
        paths.second(1, 1, shape / (whole * whole));
      }
    }
  }
}
