package clientele.etl.analytics.value;

import static org.apache.commons.math3.special.Gamma.digamma;
import static org.apache.commons.math3.special.Gamma.trigamma;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What a customer's orders to come will bring, in units of gamma plus what their paid orders have
 * brought: in these units it depends on the distribution of the orders to come and on the number of
 * paid orders, not on the amounts. Given the number of orders the sum and the customer's rate are
 * gamma distributed; their quotient's logarithm is nearly normal, and is taken for normal with its
 * exact mean and variance.
 *
 * @param low lower end of the 95 % prediction interval
 * @param high upper end of the same
 */
public record SpendForecast(double low, double high) {

  private static final double TAIL = 0.025;
  private static final double NEGLIGIBLE = 1e-6;
  private static final double MARGIN = 0.01;

  /** Beyond so many deviations less than the negligible is left. */
  private static final double FAR = 5;

  private static final double PRECISION = 1e-4;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * @param paidOrders orders that the customer's mean amount was taken over
   */
  public static SpendForecast of(GammaGamma spend, int paidOrders, OrderForecast orders) {
    double rateShape = spend.q() + spend.p() * paidOrders;
    double shift = digamma(rateShape);
    double spread = trigamma(rateShape);
    int length = orders.distribution().length;
    double[] centres = new double[length];
    double[] deviations = new double[length];
    int first = 0;
    int last = 0;
    for (int count = 1; count < length; count++) {
      if (orders.probability(count) > NEGLIGIBLE) {
        centres[count] = digamma(spend.p() * count) - shift;
        deviations[count] = Math.sqrt(trigamma(spend.p() * count) + spread);
        first = first == 0 ? count : first;
        last = count;
      }
    }
    Mixture mixture = new Mixture(orders.distribution(), centres, deviations, first, last);
    return new SpendForecast(mixture.quantile(TAIL), mixture.quantile(1 - TAIL));
  }

  /**
   * By the number of orders, from the first above 0 to the last that counts; with their number the
   * centres grow and the deviations shrink.
   */
  private record Mixture(
      double[] probabilities, double[] centres, double[] deviations, int first, int last) {

    double quantile(double level) {
      if (last == 0 || probabilities[0] >= level) {
        return 0;
      }
      // The parts' own quantiles enclose that of the whole; what is negligible may push it beyond.
      double deviation =
          NORMAL.inverseCumulativeProbability((level - probabilities[0]) / (1 - probabilities[0]));
      double from = Double.POSITIVE_INFINITY;
      double to = Double.NEGATIVE_INFINITY;
      for (int count = first; count <= last; count++) {
        if (probabilities[count] > NEGLIGIBLE) {
          double own = centres[count] + deviation * deviations[count];
          from = Math.min(from, own - MARGIN);
          to = Math.max(to, own + MARGIN);
        }
      }
      if (below(to) < level) {
        return Math.exp(to);
      } else if (below(from) > level) {
        return Math.exp(from);
      }
      return Math.exp(new BrentSolver(PRECISION).solve(1000, log -> below(log) - level, from, to));
    }

    /** Of a normal distribution; far out its function takes long to say nothing. */
    private static double share(double deviation) {
      if (Math.abs(deviation) > FAR) {
        return deviation > 0 ? 1 : 0;
      }
      return NORMAL.cumulativeProbability(deviation);
    }

    private double below(double logarithm) {
      double sum = probabilities[0];
      for (int count = first; count <= last; count++) {
        if (probabilities[count] > NEGLIGIBLE) {
          sum += probabilities[count] * share((logarithm - centres[count]) / deviations[count]);
        }
      }
      return sum;
    }
  }
}
