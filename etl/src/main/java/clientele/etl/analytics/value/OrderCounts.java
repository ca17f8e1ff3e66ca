package clientele.etl.analytics.value;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Distributions over numbers of orders, as arrays of the probabilities of 0, 1, 2 ... */
final class OrderCounts {

  private static final double NEGLIGIBLE = 1e-16;
  private static final double HUGE = 1e250;

  /** To look costs more than a term. */
  private static final int TERMS_BETWEEN_LOOKS = 8;

  private OrderCounts() {}

  /**
   * Numbers of events of a Poisson process whose rate is gamma distributed: the negative binomial
   * with a shape that need not be whole (which libraries' Pascal distributions ask for). The terms
   * follow from one another, unnormalised, since the first may be below the least double.
   *
   * @param shape of the rate
   * @param ratio the time by the scale of the rate
   */
  static double[] negativeBinomial(double shape, double ratio) {
    double share = ratio / (1 + ratio);
    double[] terms = new double[64];
    terms[0] = 1;
    double total = 1;
    int size = 1;
    for (double term = 1; ; size++) {
      double factor = share * (shape + size - 1) / size;
      if (size % TERMS_BETWEEN_LOOKS == 1 && isNegligible(term, factor, share, size, total)) {
        break;
      }
      term *= factor;
      if (size == terms.length) {
        terms = Arrays.copyOf(terms, 2 * size);
      }
      terms[size] = term;
      total += term;
      if (term > HUGE) {
        for (int index = 0; index <= size; index++) {
          terms[index] /= HUGE;
        }
        term /= HUGE;
        total /= HUGE;
      }
    }
    double[] result = Arrays.copyOf(terms, size);
    for (int index = 0; index < size; index++) {
      result[index] /= total;
    }
    return result;
  }

  /**
   * The mean, over the same distribution, of what a number of events is worth.
   *
   * @param worth of 0, 1, 2 ... events; may grow no faster than they do
   */
  static double mean(double shape, double ratio, IntToDoubleFunction worth) {
    double share = ratio / (1 + ratio);
    double excess = share * (shape - 1);
    double total = 1;
    double mean = worth.applyAsDouble(0);
    double term = 1;
    for (int size = 1; ; size++) {
      double factor = share + excess / size;
      if (size % TERMS_BETWEEN_LOOKS == 1 && isNegligible(term, factor, share, size, total)) {
        return mean / total;
      }
      term *= factor;
      total += term;
      mean += term * worth.applyAsDouble(size);
      if (term > HUGE) {
        term /= HUGE;
        total /= HUGE;
        mean /= HUGE;
      }
    }
  }

  /**
   * Whether the rest adds nothing; it counts up to the square of its length in means and variances.
   */
  private static boolean isNegligible(
      double term, double factor, double share, int size, double total) {
    double rest = factor < 1 ? term * factor / (1 - factor) : Double.POSITIVE_INFINITY;
    double length = size + 1 / (1 - Math.min(factor, share));
    return !(rest * length > NEGLIGIBLE * total);
  }
}
