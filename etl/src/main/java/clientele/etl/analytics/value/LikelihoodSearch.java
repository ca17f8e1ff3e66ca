package clientele.etl.analytics.value;

import clientele.etl.analytics.value.Likelihood.Slope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.apache.commons.math3.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.apache.commons.math3.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer.Formula;

/**
 * Finds the parameters of the greatest likelihood, from several starts. It walks on the logarithms
 * of the parameters, which keeps them positive and makes the likelihood rounder, with the inverse
 * information as the preconditioner, so that near the top each step is Newton's.
 */
final class LikelihoodSearch {

  /** A logarithm farther out than this has run away: parameters are scaled to be near 1. */
  static final double BOUND = 10;

  private static final double CONVERGED_GAIN = 1e-9;
  private static final double LONGEST_STEP = 3;
  private static final double LINE_GAIN = 1e-4;
  private static final double SMALLEST_CURVATURE = 1e-7;

  private final Likelihood likelihood;
  private final double penalty;
  private double[] latestPoint = new double[0];
  private Slope latestSlope = Slope.zero(0);

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

  /** Empty where no start came to an end. */
  Optional<Summit> from(List<double[]> starts) {
    PointValuePair best = null;
    for (double[] start : starts) {
      PointValuePair end = climb(Arrays.stream(start).map(Math::log).toArray());
      if (end != null && (best == null || end.getValue() > best.getValue())) {
        best = end;
      }
    }
    return Optional.ofNullable(best).map(end -> summit(end.getPoint()));
  }

  private PointValuePair climb(double[] start) {
    NonLinearConjugateGradientOptimizer optimizer =
        new NonLinearConjugateGradientOptimizer(
            Formula.POLAK_RIBIERE,
            (iteration, previous, current) -> isAtRest(previous, current),
            Math.ulp(1),
            LINE_GAIN,
            1,
            this::newtonStep);
    try {
      return optimizer.optimize(
          new InitialGuess(start),
          new ObjectiveFunction(this::value),
          new ObjectiveFunctionGradient(point -> slope(point).gradient()),
          GoalType.MAXIMIZE,
          new MaxIter(200),
          new MaxEval(10_000));
    } catch (MathIllegalStateException noEnd) {
      return null;
    }
  }

  private boolean isAtRest(PointValuePair previous, PointValuePair current) {
    Slope slope = slope(current.getPoint());
    double[] step = newtonStep(current.getPoint(), slope.gradient());
    double gain = new ArrayRealVector(step).dotProduct(new ArrayRealVector(slope.gradient())) / 2;
    return gain < CONVERGED_GAIN || current.getValue().equals(previous.getValue());
  }

  private double[] newtonStep(double[] point, double[] gradient) {
    EigenDecomposition information = new EigenDecomposition(slope(point).information());
    double[] eigenvalues = information.getRealEigenvalues();
    double floor =
        SMALLEST_CURVATURE * Math.max(1, Arrays.stream(eigenvalues).map(Math::abs).max().orElse(1));
    RealVector direction = new ArrayRealVector(gradient);
    RealVector step = new ArrayRealVector(point.length);
    for (int index = 0; index < eigenvalues.length; index++) {
      RealVector axis = information.getEigenvector(index);
      double curvature = Math.max(Math.abs(eigenvalues[index]), floor);
      step.combineToSelf(1, direction.dotProduct(axis) / curvature, axis);
    }
    double length = step.getNorm();
    return step.mapMultiply(length > LONGEST_STEP ? LONGEST_STEP / length : 1).toArray();
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

  /** The optimiser asks for the same point several times in a row. */
  private Slope slope(double[] point) {
    if (!Arrays.equals(point, latestPoint)) {
      latestSlope = computeSlope(point);
      latestPoint = point.clone();
    }
    return latestSlope;
  }

  private Slope computeSlope(double[] point) {
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
