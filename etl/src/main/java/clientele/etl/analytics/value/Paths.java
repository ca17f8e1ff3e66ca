package clientele.etl.analytics.value;

import clientele.etl.analytics.value.Likelihood.Slope;
import java.util.Arrays;

/**
 * The paths that one history may have taken: still a customer, or gone at one time or another. A
 * path has the logarithm of its weight, and that one's derivatives by the parameters where they are
 * wanted. The derivatives of the logarithm of the sum are the mean of the paths' by their shares,
 * and for the second ones also the spread of the first.
 */
final class Paths {

  private static final double NEGLIGIBLE_SHARE = 1e-17;

  private final int dimension;
  private final boolean hasSlope;
  private int size;
  private double[] logWeights = new double[8];
  private double[] gradients;
  private double[] hessians;

  /**
   * @param hasSlope whether derivatives are wanted
   */
  Paths(int dimension, boolean hasSlope) {
    this.dimension = dimension;
    this.hasSlope = hasSlope;
    int slopes = hasSlope ? logWeights.length * dimension : 0;
    this.gradients = new double[slopes];
    this.hessians = new double[slopes * dimension];
  }

  boolean hasSlope() {
    return hasSlope;
  }

  void clear() {
    size = 0;
  }

  /** Adds a path, whose derivatives are 0 until they are set. */
  void add(double logWeight) {
    if (size == logWeights.length) {
      logWeights = Arrays.copyOf(logWeights, 2 * size);
      gradients = Arrays.copyOf(gradients, 2 * gradients.length);
      hessians = Arrays.copyOf(hessians, 2 * hessians.length);
    }
    logWeights[size] = logWeight;
    if (hasSlope) {
      Arrays.fill(gradients, size * dimension, (size + 1) * dimension, 0);
      Arrays.fill(hessians, size * dimension * dimension, (size + 1) * dimension * dimension, 0);
    }
    size++;
  }

  /** Sets a first derivative of the latest path. */
  void first(int parameter, double derivative) {
    gradients[(size - 1) * dimension + parameter] = derivative;
  }

  /** Sets a second derivative of the latest path; the row is at most the column. */
  void second(int row, int column, double derivative) {
    hessians[((size - 1) * dimension + row) * dimension + column] = derivative;
  }

  /** ln of the sum of the weights. */
  double logSum() {
    double greatest = greatest();
    double sum = 0;
    for (int path = 0; path < size; path++) {
      sum += Math.exp(logWeights[path] - greatest);
    }
    return greatest + Math.log(sum);
  }

  /** The share of each path. */
  double[] shares() {
    double greatest = greatest();
    double[] shares = new double[size];
    double sum = 0;
    for (int path = 0; path < size; path++) {
      shares[path] = Math.exp(logWeights[path] - greatest);
      sum += shares[path];
    }
    for (int path = 0; path < size; path++) {
      shares[path] /= sum;
    }
    return shares;
  }

  /** Adds the derivatives of the logarithm of the sum, so many times, to the upper triangle. */
  void addTo(Slope slope, double times) {
    double[] shares = shares();
    double[] mean = new double[dimension];
    for (int path = 0; path < size; path++) {
      for (int row = 0; row < dimension; row++) {
        mean[row] += shares[path] * gradients[path * dimension + row];
      }
    }
    for (int path = 0; path < size; path++) {
      double share = times * shares[path];
      if (shares[path] < NEGLIGIBLE_SHARE) {
        continue;
      }
      for (int row = 0; row < dimension; row++) {
        double byRow = gradients[path * dimension + row] - mean[row];
        for (int column = row; column < dimension; column++) {
          double byColumn = gradients[path * dimension + column] - mean[column];
          slope.hessian()[row][column] +=
              share * (hessians[(path * dimension + row) * dimension + column] + byRow * byColumn);
        }
      }
    }
    for (int row = 0; row < dimension; row++) {
      slope.gradient()[row] += times * mean[row];
    }
  }

  private double greatest() {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int path = 0; path < size; path++) {
      greatest = Math.max(greatest, logWeights[path]);
    }
    return greatest;
  }
}
