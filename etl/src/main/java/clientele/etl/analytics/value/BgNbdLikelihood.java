package clientele.etl.analytics.value;

import static org.apache.commons.math3.special.Gamma.digamma;
import static org.apache.commons.math3.special.Gamma.logGamma;
import static org.apache.commons.math3.special.Gamma.trigamma;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The BG/NBD log-likelihood of grouped customers by r, alpha, a, b. What depends on the number of
 * repeats alone is computed once for each number, the rest once for each state.
 */
final class BgNbdLikelihood implements Likelihood {

  private static final int R = 0;
  private static final int ALPHA = 1;
  private static final int A = 2;
  private static final int B = 3;

  private final List<PurchaseState> states;
  private final Map<Integer, Long> customersByRepeats = new TreeMap<>();
  private final double customers;

  /**
   * @param states in a fixed order, so that sums are the same from run to run
   */
  BgNbdLikelihood(List<PurchaseState> states) {
    this.states = List.copyOf(states);
    for (PurchaseState state : states) {
      customersByRepeats.merge(state.repeats(), state.customers(), Long::sum);
    }
    this.customers = states.stream().mapToLong(PurchaseState::customers).sum();
  }

  @Override
  public double value(double[] parameters) {
    double r = parameters[R];
    double alpha = parameters[ALPHA];
    double a = parameters[A];
    double b = parameters[B];
    double sum = 0;
    for (Map.Entry<Integer, Long> entry : customersByRepeats.entrySet()) {
      int x = entry.getKey();
      sum +=
          entry.getValue()
              * (logGamma(r + x) - logGamma(r) + logRising(b, x) - logRising(a + b, x));
    }
    for (PurchaseState state : states) {
      double history = -(r + state.repeats()) * Math.log(alpha + state.age());
      if (state.repeats() > 0) {
        double logOdds = logOddsOfGone(state, r, alpha, a, b);
        history += Math.max(logOdds, 0) + Math.log1p(Math.exp(-Math.abs(logOdds)));
      }
      sum += state.customers() * history;
    }
    return sum + customers * r * Math.log(alpha);
  }

  @Override
  public Slope slope(double[] parameters) {
    Slope slope = Slope.zero(4);
    addRepeats(slope, parameters);
    for (PurchaseState state : states) {
      addHistory(slope, state, parameters);
    }
    double r = parameters[R];
    double alpha = parameters[ALPHA];
    slope.gradient()[R] += customers * Math.log(alpha);
    slope.gradient()[ALPHA] += customers * r / alpha;
    slope.hessian()[R][ALPHA] += customers / alpha;
    slope.hessian()[ALPHA][ALPHA] -= customers * r / (alpha * alpha);
    return slope.mirrored();
  }

  private void addRepeats(Slope slope, double[] parameters) {
    double r = parameters[R];
    double b = parameters[B];
    double both = parameters[A] + b;
    double[] gradient = slope.gradient();
    double[][] hessian = slope.hessian();
    for (Map.Entry<Integer, Long> entry : customersByRepeats.entrySet()) {
      int x = entry.getKey();
      double weight = entry.getValue();
      if (x == 0) {
        continue;
      }
      double byBoth = weight * (digamma(both) - digamma(both + x));
      double byBothTwice = weight * (trigamma(both) - trigamma(both + x));
      gradient[R] += weight * (digamma(r + x) - digamma(r));
      gradient[A] += byBoth;
      gradient[B] += byBoth + weight * (digamma(b + x) - digamma(b));
      hessian[R][R] += weight * (trigamma(r + x) - trigamma(r));
      hessian[A][A] += byBothTwice;
      hessian[A][B] += byBothTwice;
      hessian[B][B] += byBothTwice + weight * (trigamma(b + x) - trigamma(b));
    }
  }

  /**
   * A history is the sum of two paths, alive and gone. The derivatives of the logarithm of a sum
   * are the mean of the paths' derivatives by their shares, and for the second ones also the spread
   * of the first.
   */
  private static void addHistory(Slope slope, PurchaseState state, double[] parameters) {
    double weight = state.customers();
    double r = parameters[R];
    double alpha = parameters[ALPHA];
    double shape = r + state.repeats();
    double untilEnd = alpha + state.age();
    double[] gradient = slope.gradient();
    double[][] hessian = slope.hessian();
    double gone = 0;
    if (state.repeats() > 0) {
      double a = parameters[A];
      double leavers = parameters[B] + state.repeats() - 1;
      double untilLast = alpha + state.lastAt();
      gone = 1 / (1 + Math.exp(-logOddsOfGone(state, r, alpha, a, parameters[B])));
      double spread = weight * gone * (1 - gone);
      double[] difference = {
        Math.log(untilEnd / untilLast), shape / untilEnd - shape / untilLast, 1 / a, -1 / leavers
      };
      for (int row = 0; row < difference.length; row++) {
        gradient[row] += weight * gone * difference[row];
        for (int column = row; column < difference.length; column++) {
          hessian[row][column] += spread * difference[row] * difference[column];
        }
      }
      hessian[R][ALPHA] += weight * gone * (1 / untilEnd - 1 / untilLast);
      hessian[ALPHA][ALPHA] +=
          weight * gone * (shape / (untilLast * untilLast) - shape / (untilEnd * untilEnd));
      hessian[A][A] -= weight * gone / (a * a);
      hessian[B][B] += weight * gone / (leavers * leavers);
    }
    gradient[R] -= weight * Math.log(untilEnd);
    gradient[ALPHA] -= weight * shape / untilEnd;
    hessian[R][ALPHA] -= weight / untilEnd;
    hessian[ALPHA][ALPHA] += weight * shape / (untilEnd * untilEnd);
  }

  private static double logOddsOfGone(
      PurchaseState state, double r, double alpha, double a, double b) {
    return Math.log(a / (b + state.repeats() - 1))
        + (r + state.repeats())
            * Math.log1p((state.age() - state.lastAt()) / (alpha + state.lastAt()));
  }

  /** ln of base (base + 1) .. (base + x - 1). */
  private static double logRising(double base, int x) {
    return x == 0 ? 0 : logGamma(base + x) - logGamma(base);
  }
}
