package clientele.etl.analytics.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealVector;

/**
 * What is known of one group.
 *
 * @param size number of members, those with value 0 included
 * @param mean of the values
 * @param variance of one value; not a number where there are too few members to tell
 */
public record Sample(long size, double mean, double variance) {

  /** A group by its sums, which must be exact: the variance is what two large numbers leave. */
  public static Sample ofSums(long size, BigDecimal sum, BigDecimal sumOfSquares) {
    if (size < 2) {
      return new Sample(size, size == 0 ? Double.NaN : sum.doubleValue(), Double.NaN);
    }
    BigDecimal members = BigDecimal.valueOf(size);
    BigDecimal spread = members.multiply(sumOfSquares).subtract(sum.multiply(sum));
    return new Sample(
        size,
        sum.divide(members, MathContext.DECIMAL64).doubleValue(),
        spread
            .divide(members.multiply(BigDecimal.valueOf(size - 1)), MathContext.DECIMAL64)
            .doubleValue());
  }

  /** A group of members of whom some did it; the variance is p (1 - p). */
  public static Sample ofCount(long size, long successes) {
    if (successes < 0 || successes > size) {
      throw new IllegalArgumentException(
          "%d of %d members: must be 0 to all".formatted(successes, size));
    }
    double share = (double) successes / size;
    return new Sample(size, share, size < 2 ? Double.NaN : share * (1 - share));
  }

  /**
   * A ratio of two sums over the same members, such as revenue per order; variance by the delta
   * method. Not a number where the denominator is 0.
   *
   * @param moments numerator, then denominator
   */
  public static Sample ofRatio(Moments moments) {
    double below = moments.mean(1);
    double ratio = moments.mean(0) / below;
    RealVector gradient = new ArrayRealVector(new double[] {1 / below, -ratio / below}, false);
    return new Sample(moments.size(), ratio, moments.covariance(gradient, gradient));
  }

  double varianceOfMean() {
    return variance / size;
  }
}
