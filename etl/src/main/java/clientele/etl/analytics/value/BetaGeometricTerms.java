package clientele.etl.analytics.value;

import static org.apache.commons.math3.special.Gamma.digamma;
import static org.apache.commons.math3.special.Gamma.logGamma;
import static org.apache.commons.math3.special.Gamma.trigamma;

import clientele.etl.analytics.value.Likelihood.Slope;

/**
 * Likelihood of {@link BetaGeometric} by r, alpha, a, b. A customer is still one, with so many of
 * the k steps to the next order done, or left at the last order.
 *
 * @param regularity k, steps of an interval
 * @param leavesAtFirst whether the first order can be the last
 */
record BetaGeometricTerms(int regularity, boolean leavesAtFirst) implements PathTerms {

  private static final int R = 0;
  private static final int ALPHA = 1;
  private static final int A = 2;
  private static final int B = 3;

  @Override
  public int dimension() {
    return 4;
  }

  /** Orders after which the customer could have left and did not. */
  int stays(int repeats) {
    return leavesAtFirst ? repeats + 1 : repeats;
  }

  @Override
  public double common(int repeats, double[] parameters) {
    double r = parameters[R];
    double b = parameters[B];
    return r * Math.log(parameters[ALPHA])
        + logRising(r, regularity * repeats)
        + logRising(b, stays(repeats))
        - logRising(parameters[A] + b, stays(repeats));
  }

  @Override
  public void addCommon(int repeats, double times, double[] parameters, Slope slope) {
    double r = parameters[R];
    double alpha = parameters[ALPHA];
    double b = parameters[B];
    double both = parameters[A] + b;
    int steps = regularity * repeats;
    int stays = stays(repeats);
    double byBoth = times * (digamma(both) - digamma(both + stays));
    double byBothTwice = times * (trigamma(both) - trigamma(both + stays));
    double[] gradient = slope.gradient();
    double[][] hessian = slope.hessian();
    gradient[R] += times * (Math.log(alpha) + digamma(r + steps) - digamma(r));
    gradient[ALPHA] += times * r / alpha;
    gradient[A] += byBoth;
    gradient[B] += byBoth + times * (digamma(b + stays) - digamma(b));
    hessian[R][R] += times * (trigamma(r + steps) - trigamma(r));
    hessian[R][ALPHA] += times / alpha;
    hessian[ALPHA][ALPHA] -= times * r / (alpha * alpha);
    hessian[A][A] += byBothTwice;
    hessian[A][B] += byBothTwice;
    hessian[B][B] += byBothTwice + times * (trigamma(b + stays) - trigamma(b));
  }

  @Override
  public void addPaths(PurchaseState state, double[] parameters, Paths paths) {
    double shape = parameters[R] + regularity * state.repeats();
    double untilEnd = parameters[ALPHA] + state.age();
    double logEnd = Math.log(untilEnd);
    double silence = state.age() - state.lastAt();
    double logSteps = 0;
    double inverses = 0;
    double squares = 0;
    for (int steps = 0; steps < regularity; steps++) {
      if (steps > 0) {
        if (silence == 0) {
          break;
        }
        double factor = shape + steps - 1;
        logSteps += Math.log(factor * silence / steps);
        inverses += 1 / factor;
        squares += 1 / (factor * factor);
      }
      double exponent = shape + steps;
      paths.add(logSteps - exponent * logEnd);
      if (paths.hasSlope()) {
        paths.first(R, inverses - logEnd);
        paths.first(ALPHA, -exponent / untilEnd);
        paths.second(R, R, -squares);
        paths.second(R, ALPHA, -1 / untilEnd);
        paths.second(ALPHA, ALPHA, exponent / (untilEnd * untilEnd));
      }
    }
    if (stays(state.repeats()) > 0) {
      addGone(state, shape, parameters, paths);
    }
  }

  private void addGone(PurchaseState state, double shape, double[] parameters, Paths paths) {
    double untilLast = parameters[ALPHA] + state.lastAt();
    double logLast = Math.log(untilLast);
    double a = parameters[A];
    double stayers = parameters[B] + stays(state.repeats()) - 1;
    paths.add(Math.log(a / stayers) - shape * logLast);
    if (paths.hasSlope()) {
      paths.first(R, -logLast);
      paths.first(ALPHA, -shape / untilLast);
      paths.first(A, 1 / a);
      paths.first(B, -1 / stayers);
      paths.second(R, ALPHA, -1 / untilLast);
      paths.second(ALPHA, ALPHA, shape / (untilLast * untilLast));
      paths.second(A, A, -1 / (a * a));
      paths.second(B, B, 1 / (stayers * stayers));
    }
  }

  private static double logRising(double base, int steps) {
    return steps == 0 ? 0 : logGamma(base + steps) - logGamma(base);
  }
}
