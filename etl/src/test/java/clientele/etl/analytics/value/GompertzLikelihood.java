package clientele.etl.analytics.value;

import static org.apache.commons.math3.special.Gamma.logGamma;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;

/**
 * The log-likelihood of GGompertz/NBD, as its paper has it: Bemmaor and Glady, "Modeling Purchasing
 * Behavior with Sudden Death", Management Science 58 (2012). A customer is one beyond the time t
 * with the probability (beta / (beta - 1 + exp(b t)))^s. Where b falls to 0 and beta / b stays,
 * this is Pareto/NBD, whose beta is that quotient.
 */
record GompertzLikelihood(List<PurchaseState> states) {

  private static final Quadrature NODES = Quadrature.unit(16);
  private static final int MOST_EVALUATIONS = 2000;

  /** By r, alpha, b, s and beta. */
  double at(double r, double alpha, double b, double s, double beta) {
    return states.stream()
        .mapToDouble(
            state ->
                state.customers()
                    * (logGamma(r + state.repeats())
                        - logGamma(r)
                        + r * Math.log(alpha)
                        + logPaths(state, r, alpha, b, s, beta)))
        .sum();
  }

  /** Of those who are customers still and of those who left since their last order. */
  private static double logPaths(
      PurchaseState state, double r, double alpha, double b, double s, double beta) {
    double shape = r + state.repeats();
    double logAge = Math.log(alpha + state.age());
    double width = logAge - Math.log(alpha + state.lastAt());
    double paths = survival(state.age(), b, s, beta);
    // On the logarithm of alpha plus the time, backwards from now, in units of now's density.
    for (int node = 0; width > 0 && node < NODES.size(); node++) {
      double back = width * NODES.point(node);
      double rates = Math.exp(logAge - back);
      double time = rates - alpha;
      double hazard = b * s * Math.exp(b * time) / (beta + Math.expm1(b * time));
      paths +=
          width
              * NODES.weight(node)
              * rates
              * Math.exp(shape * back)
              * hazard
              * survival(time, b, s, beta);
    }
    return Math.log(paths) - shape * logAge;
  }

  private static double survival(double time, double b, double s, double beta) {
    return Math.exp(-s * Math.log1p(Math.expm1(b * time) / beta));
  }

  /** The greatest by r, alpha, b and s, with this beta. */
  PointValuePair greatest(double beta, double... start) {
    return new BOBYQAOptimizer(2 * start.length + 1, .1, 1e-6)
        .optimize(
            new MaxEval(MOST_EVALUATIONS),
            new ObjectiveFunction(
                logs ->
                    at(
                        Math.exp(logs[0]),
                        Math.exp(logs[1]),
                        Math.exp(logs[2]),
                        Math.exp(logs[3]),
                        beta)),
            GoalType.MAXIMIZE,
            new InitialGuess(logs(start)),
            SimpleBounds.unbounded(start.length));
  }

  private static double[] logs(double[] values) {
    return Arrays.stream(values).map(Math::log).toArray();
  }
}
