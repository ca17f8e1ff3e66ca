package clientele.etl.analytics.value;

import static org.apache.commons.math3.special.Gamma.digamma;
import static org.apache.commons.math3.special.Gamma.logGamma;
import static org.apache.commons.math3.special.Gamma.trigamma;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The Gamma-Gamma log-likelihood of grouped customers by p, q, gamma. */
final class GammaGammaLikelihood implements Likelihood {

  private static final int P = 0;
  private static final int Q = 1;
  private static final int GAMMA = 2;

  private final List<SpendState> states;
  private final Map<Integer, Long> customersByOrders = new TreeMap<>();
  private final double customers;

  /**
   * @param states in a fixed order, so that sums are the same from run to run
   */
  GammaGammaLikelihood(List<SpendState> states) {
    this.states = List.copyOf(states);
    for (SpendState state : states) {
      customersByOrders.merge(state.orders(), state.customers(), Long::sum);
    }
    this.customers = states.stream().mapToLong(SpendState::customers).sum();
  }

  @Override
  public double value(double[] parameters) {
    double p = parameters[P];
    double q = parameters[Q];
    double gamma = parameters[GAMMA];
    double sum = customers * (q * Math.log(gamma) - logGamma(q));
    for (Map.Entry<Integer, Long> entry : customersByOrders.entrySet()) {
      double shape = p * entry.getKey();
      sum += entry.getValue() * (logGamma(shape + q) - logGamma(shape));
    }
    for (SpendState state : states) {
      double shape = p * state.orders();
      double total = state.orders() * state.meanAmount();
      sum +=
          state.customers()
              * (shape * Math.log(total)
                  - Math.log(state.meanAmount())
                  - (shape + q) * Math.log(gamma + total));
    }
    return sum;
  }

  @Override
  public Slope slope(double[] parameters) {
    double p = parameters[P];
    double q = parameters[Q];
    double gamma = parameters[GAMMA];
    Slope slope = Slope.zero(3);
    double[] gradient = slope.gradient();
    double[][] hessian = slope.hessian();
    gradient[Q] = customers * (Math.log(gamma) - digamma(q));
    gradient[GAMMA] = customers * q / gamma;
    hessian[Q][Q] = -customers * trigamma(q);
    hessian[Q][GAMMA] = customers / gamma;
    hessian[GAMMA][GAMMA] = -customers * q / (gamma * gamma);
    for (Map.Entry<Integer, Long> entry : customersByOrders.entrySet()) {
      double orders = entry.getKey();
      double weight = entry.getValue();
      double first = digamma(p * orders + q);
      double second = trigamma(p * orders + q);
      gradient[P] += weight * orders * (first - digamma(p * orders));
      gradient[Q] += weight * first;
      hessian[P][P] += weight * orders * orders * (second - trigamma(p * orders));
      hessian[P][Q] += weight * orders * second;
      hessian[Q][Q] += weight * second;
    }
    for (SpendState state : states) {
      double weight = state.customers();
      double orders = state.orders();
      double total = orders * state.meanAmount();
      double whole = gamma + total;
      double shape = p * orders + q;
      gradient[P] += weight * orders * Math.log(total / whole);
      gradient[Q] -= weight * Math.log(whole);
      gradient[GAMMA] -= weight * shape / whole;
      hessian[P][GAMMA] -= weight * orders / whole;
      hessian[Q][GAMMA] -= weight / whole;
      hessian[GAMMA][GAMMA] += weight * shape / (whole * whole);
    }
    return slope.mirrored();
  }
}
