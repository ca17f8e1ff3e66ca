package clientele.etl.analytics.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * What is known of several measures of the same members of one group.
 *
 * @param size number of members
 * @param means of the measures
 * @param covariance of the measures of one member, with n - 1 below
 */
public record Moments(long size, RealVector means, RealMatrix covariance) {

  /**
   * From sums, which must be exact: a covariance is what two large numbers leave.
   *
   * @param sums one for each measure
   * @param products symmetric: sums of the products of two measures
   */
  public static Moments ofSums(
      long size, List<BigDecimal> sums, List<? extends List<BigDecimal>> products) {
    int measures = sums.size();
    double[] means = new double[measures];
    double[][] covariance = new double[measures][measures];
    for (int row = 0; row < measures; row++) {
      means[row] =
          size == 0
              ? Double.NaN
              : sums.get(row).divide(BigDecimal.valueOf(size), MathContext.DECIMAL64).doubleValue();
      for (int column = 0; column < measures; column++) {
        covariance[row][column] =
            covariance(size, sums.get(row), sums.get(column), products.get(row).get(column));
      }
    }
    return new Moments(
        size, MatrixUtils.createRealVector(means), MatrixUtils.createRealMatrix(covariance));
  }

  private static double covariance(
      long size, BigDecimal first, BigDecimal second, BigDecimal product) {
    if (size < 2) {
      return Double.NaN;
    }
    BigDecimal members = BigDecimal.valueOf(size);
    return members
        .multiply(product)
        .subtract(first.multiply(second))
        .divide(members.multiply(BigDecimal.valueOf(size - 1)), MathContext.DECIMAL64)
        .doubleValue();
  }

  /** Both groups as one. */
  Moments joined(Moments other) {
    double members = (double) size + other.size;
    RealVector apart = means.subtract(other.means);
    RealMatrix spread =
        covariance
            .scalarMultiply(size - 1.0)
            .add(other.covariance.scalarMultiply(other.size - 1.0))
            .add(apart.outerProduct(apart).scalarMultiply(size * (other.size / members)));
    return new Moments(
        size + other.size,
        means.mapMultiply(size / members).add(other.means.mapMultiply(other.size / members)),
        spread.scalarMultiply(1 / (members - 1)));
  }

  /** Covariance of two functions of the means, by their gradients, times the size. */
  double covariance(RealVector gradient, RealVector other) {
    return gradient.dotProduct(covariance.operate(other));
  }

  double mean(int measure) {
    return means.getEntry(measure);
  }
}
