package clientele.etl.analytics.basket;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Logistic regression by iteratively reweighted least squares, with a weak ridge that keeps it
 * finite where a feature parts the outcomes.
 *
 * @param coefficients the constant first
 */
public record LogisticFit(double[] coefficients, double logLikelihood) {

  private static final int MOST_ROUNDS = 30;
  private static final double ENOUGH = 1e-6;
  private static final double RIDGE = 1e-3;

  /** One case: features without the constant, and whether it happened. */
  public record Case(double[] features, boolean happened) {}

  /**
   * @param start coefficients to search from, the constant first
   */
  public static LogisticFit of(List<Case> cases, double[] start) {
    RealVector beta = new ArrayRealVector(start);
    double last = Double.NEGATIVE_INFINITY;
    double now = logLikelihood(cases, beta.toArray());
    for (int round = 0; round < MOST_ROUNDS && now - last > ENOUGH * Math.abs(now); round++) {
      RealVector step = step(cases, beta);
      last = now;
      double length = 1;
      RealVector next = beta.add(step);
      now = logLikelihood(cases, next.toArray());
      while (now < last && length > 1e-6) {
        length /= 2;
        next = beta.add(step.mapMultiply(length));
        now = logLikelihood(cases, next.toArray());
      }
      beta = next;
    }
    return new LogisticFit(beta.toArray(), now);
  }

  private static RealVector step(List<Case> cases, RealVector beta) {
    int size = beta.getDimension();
    double[][] information = new double[size][size];
    double[] slope = new double[size];
    double[] coefficients = beta.toArray();
    double[] x = new double[size];
    x[0] = 1;
    for (Case each : cases) {
      System.arraycopy(each.features(), 0, x, 1, size - 1);
      double p = probability(coefficients, each.features());
      double rest = (each.happened() ? 1 : 0) - p;
      double weight = p * (1 - p);
      for (int i = 0; i < size; i++) {
        slope[i] += rest * x[i];
        for (int j = 0; j <= i; j++) {
          information[i][j] += weight * x[i] * x[j];
        }
      }
    }
    RealMatrix matrix = new Array2DRowRealMatrix(size, size);
    for (int i = 0; i < size; i++) {
      slope[i] -= RIDGE * coefficients[i];
      for (int j = 0; j <= i; j++) {
        double value = information[i][j] + (i == j ? RIDGE : 0);
        matrix.setEntry(i, j, value);
        matrix.setEntry(j, i, value);
      }
    }
    return new CholeskyDecomposition(matrix).getSolver().solve(new ArrayRealVector(slope));
  }

  private static double logLikelihood(List<Case> cases, double[] coefficients) {
    double sum = 0;
    for (Case each : cases) {
      double score = score(coefficients, each.features());
      sum -= Math.log1p(Math.exp(each.happened() ? -score : score));
    }
    for (double coefficient : coefficients) {
      sum -= RIDGE / 2 * coefficient * coefficient;
    }
    return sum;
  }

  public double probability(double[] features) {
    return probability(coefficients, features);
  }

  private static double probability(double[] coefficients, double[] features) {
    return 1 / (1 + Math.exp(-score(coefficients, features)));
  }

  private static double score(double[] coefficients, double[] features) {
    double score = coefficients[0];
    for (int i = 0; i < features.length; i++) {
      score += coefficients[i + 1] * features[i];
    }
    return Math.max(-500, Math.min(500, score));
  }
}
