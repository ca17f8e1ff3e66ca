package clientele.etl.analytics.value;

import clientele.etl.analytics.value.Likelihood.Slope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Finds the parameters of the greatest likelihood, from several starts, by Newton's method on the
 * logarithms of the parameters, which keeps them positive and makes the likelihood rounder. The
 * optimisers of Commons Math use no second derivatives and take ten times as many evaluations.
 */
final class LikelihoodSearch {

  /** A logarithm farther out than this has run away: parameters are scaled to be near 1. */
  static final double BOUND = 10;

  private static final double CONVERGED_GAIN = 1e-9;
  private static final double LONGEST_STEP = 2;
  private static final double LEAST_SHARE_OF_PROMISE = 1e-4;
  private static final double SMALLEST_SHARE = 1e-9;
  private static final int MOST_STEPS = 100;

  /** A standard error of more than five: no verdict but flatness can follow. */
  private static final double FLAT_CURVATURE = 1 / 25.0;

  private static final double NEGLIGIBLE_PROMISE = 1e-2;

  private final Likelihood likelihood;
  private final double penalty;

  /**
   * @param customers the sample, by which the wall at the bound is scaled
   */
  LikelihoodSearch(Likelihood likelihood, long customers) {
    this.likelihood = likelihood;
    this.penalty = customers;
  }

  /**
   * The highest point over all starts; the first where two are as high.
   *
   * @param point logarithms of the parameters
   * @param gain what one more Newton step would add to the log-likelihood; NaN where the
   *     information is not positive definite
   * @param standardErrors of the logarithms; empty where the information is not positive definite
   */
  record Summit(double[] point, double value, double gain, Optional<double[]> standardErrors) {

    boolean isConverged() {
      return gain < 1e-6;
    }

    boolean isWithinBound() {
      return Arrays.stream(point).allMatch(coordinate -> Math.abs(coordinate) < BOUND);
    }

    double[] parameters() {
      return Arrays.stream(point).map(Math::exp).toArray();
    }
  }

  Summit from(List<double[]> starts) {
    return starts.stream()
        .map(start -> climb(Arrays.stream(start).map(Math::log).toArray()))
        .reduce((best, end) -> end.value > best.value ? end : best)
        .map(end -> summit(end.point))
        .orElseThrow();
  }

  private record End(double[] point, double value) {}

  /**
   * Newton's steps, halved until they gain a part of what their slope promises. Where some
   * directions are so flat that there will be no verdict but that, it rests as soon as the others
   * do.
   */
  private End climb(double[] start) {
    End end = new End(start, value(start));
    for (int count = 0; count < MOST_STEPS; count++) {
      Step step = step(slope(end.point));
      if (step.steepPromise / 2 < CONVERGED_GAIN && step.isAtRest()) {
        return end;
      }
      Optional<End> higher = higher(end, step);
      if (higher.isEmpty()) {
        return end;
      }
      end = higher.get();
    }
    return end;
  }

  private Optional<End> higher(End from, Step step) {
    double promise = step.steepPromise + step.flatPromise;
    for (double share = 1; share > SMALLEST_SHARE; share /= 2) {
      double[] point = along(from.point, step.direction, share);
      double value = value(point);
      if (value > from.value + LEAST_SHARE_OF_PROMISE * share * promise) {
        return Optional.of(new End(point, value));
      }
    }
    return Optional.empty();
  }

  private static double[] along(double[] point, double[] step, double share) {
    double[] next = new double[point.length];
    Arrays.setAll(next, index -> point[index] + share * step[index]);
    return next;
  }

  /**
   * A Newton step.
   *
   * @param steepPromise gradient times step in directions that have a curvature
   * @param flatPromise the same in the others
   */
  private record Step(double[] direction, double steepPromise, double flatPromise) {

    boolean isAtRest() {
      return flatPromise < NEGLIGIBLE_PROMISE;
    }
  }

  /** Uphill also where the likelihood is not concave, and never too far in any direction. */
  private static Step step(Slope slope) {
    EigenDecomposition information = new EigenDecomposition(slope.information());
    RealVector gradient = new ArrayRealVector(slope.gradient());
    RealVector step = new ArrayRealVector(slope.gradient().length);
    double steepPromise = 0;
    double flatPromise = 0;
    for (int index = 0; index < step.getDimension(); index++) {
      RealVector axis = information.getEigenvector(index);
      double curvature = Math.abs(information.getRealEigenvalue(index));
      double uphill = gradient.dotProduct(axis);
      double length = Math.min(LONGEST_STEP, Math.abs(uphill) / curvature);
      if (length > 0) {
        step.combineToSelf(1, Math.signum(uphill) * length, axis);
      }
      if (curvature < FLAT_CURVATURE) {
        flatPromise += Math.abs(uphill) * length;
      } else {
        steepPromise += Math.abs(uphill) * length;
      }
    }
    return new Step(step.toArray(), steepPromise, flatPromise);
  }

  private Summit summit(double[] point) {
    Slope slope = likelihood.slope(exponentials(point)).byLogarithms(exponentials(point));
    double value = likelihood.value(exponentials(point));
    EigenDecomposition information = new EigenDecomposition(slope.information());
    double[] eigenvalues = information.getRealEigenvalues();
    double smallest = Arrays.stream(eigenvalues).min().orElse(0);
    double largest = Arrays.stream(eigenvalues).max().orElse(0);
    if (!(smallest > 1e-12 * largest)) {
      return new Summit(point, value, Double.NaN, Optional.empty());
    }
    RealMatrix covariance = information.getSolver().getInverse();
    RealVector gradient = new ArrayRealVector(slope.gradient());
    double gain = covariance.preMultiply(gradient).dotProduct(gradient) / 2;
    double[] standardErrors = new double[point.length];
    Arrays.setAll(standardErrors, index -> Math.sqrt(covariance.getEntry(index, index)));
    return new Summit(point, value, gain, Optional.of(standardErrors));
  }

  private double value(double[] point) {
    double beyond = 0;
    for (double coordinate : point) {
      double distance = Math.max(0, Math.abs(coordinate) - BOUND);
      beyond += distance * distance;
    }
    return likelihood.value(exponentials(point)) - penalty * beyond;
  }

  private Slope slope(double[] point) {
    double[] parameters = exponentials(point);
    Slope slope = likelihood.slope(parameters).byLogarithms(parameters);
    for (int index = 0; index < point.length; index++) {
      double distance = Math.max(0, Math.abs(point[index]) - BOUND);
      if (distance > 0) {
        slope.gradient()[index] -= 2 * penalty * Math.signum(point[index]) * distance;
        slope.hessian()[index][index] -= 2 * penalty;
      }
    }
    return slope;
  }

  /** The line search may look far beyond the bound; the wall decides there, not an overflow. */
  private static double[] exponentials(double[] point) {
    return Arrays.stream(point)
        .map(coordinate -> Math.exp(Math.max(-2 * BOUND, Math.min(2 * BOUND, coordinate))))
        .toArray();
  }
}
