package clientele.etl.analytics.basket;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
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
  private static final int FEWEST_HAPPENED = 30;
  private static final double RIDGE = 1e-3;
  private static final double LARGEST_SCORE = 500;
  private static final double LARGE_PRODUCT = 1e300;

  /** One case: features without the constant, and whether it happened. */
  public record Case(double[] features, boolean happened) {}

  /** As {@link #of}; empty where so few happened, or all did, that nothing is learned. */
  static Optional<LogisticFit> ofEnough(List<Case> cases, double[] start) {
    long happened = cases.stream().filter(Case::happened).count();
    return happened < FEWEST_HAPPENED || happened == cases.size()
        ? Optional.empty()
        : Optional.of(of(cases, start));
  }

  /** The same chance for all, whatever their features: half a case more happened, and half not. */
  static LogisticFit sameForAll(List<Case> cases, int features) {
    double happened = cases.stream().filter(Case::happened).count() + .5;
    double[] coefficients = new double[features + 1];
    coefficients[0] = Math.log(happened / (cases.size() + 1 - happened));
    return new LogisticFit(coefficients, Double.NEGATIVE_INFINITY);
  }

  /**
   * @param start coefficients to search from, the constant first
   */
  public static LogisticFit of(List<Case> cases, double[] start) {
    RealVector beta = new ArrayRealVector(start);
    Surface now = Surface.at(cases, start);
    double last = Double.NEGATIVE_INFINITY;
    for (int round = 0;
        round < MOST_ROUNDS && now.height - last > ENOUGH * Math.abs(now.height);
        round++) {
      RealVector step = now.step();
      last = now.height;
      double length = 1;
      RealVector next = beta.add(step);
      now = Surface.at(cases, next.toArray());
      while (now.height < last && length > 1e-6) {
        length /= 2;
        next = beta.add(step.mapMultiply(length));
        now = Surface.at(cases, next.toArray());
      }
      beta = next;
    }
    return new LogisticFit(beta.toArray(), now.height);
  }

  public double probability(double[] features) {
    return 1 / (1 + Math.exp(-score(coefficients, features)));
  }

  private static double score(double[] coefficients, double[] features) {
    double score = coefficients[0];
    for (int i = 0; i < features.length; i++) {
      score += coefficients[i + 1] * features[i];
    }
    return Math.max(-LARGEST_SCORE, Math.min(LARGEST_SCORE, score));
  }

  /** The penalized log-likelihood at one place, its slope and its information. */
  private static final class Surface {

    private final double[] coefficients;
    private final double[] slope;
    private final double[][] information;
    private double height;

    private Surface(double[] coefficients) {
      this.coefficients = coefficients;
      this.slope = new double[coefficients.length];
      this.information = new double[coefficients.length][coefficients.length];
    }

    static Surface at(List<Case> cases, double[] coefficients) {
      Surface surface = new Surface(coefficients);
      double product = 1;
      for (Case each : cases) {
        double score = score(coefficients, each.features());
        double odds = Math.exp(-Math.abs(score));
        double unlikely = odds / (1 + odds);
        boolean isExpected = each.happened() == score >= 0;
        surface.height -= isExpected ? 0 : Math.abs(score);
        // The logarithm of a product once in a while, for that of each factor takes most of a pass.
        product *= 1 + odds;
        if (product > LARGE_PRODUCT) {
          surface.height -= Math.log(product);
          product = 1;
        }
        double missed = isExpected ? unlikely : 1 - unlikely;
        surface.add(each, each.happened() ? missed : -missed, unlikely * (1 - unlikely));
      }
      surface.height -= Math.log(product);
      surface.shrink();
      return surface;
    }

    private void add(Case each, double rest, double weight) {
      double[] features = each.features();
      slope[0] += rest;
      information[0][0] += weight;
      for (int i = 1; i < slope.length; i++) {
        double feature = features[i - 1];
        double weighted = weight * feature;
        double[] row = information[i];
        slope[i] += rest * feature;
        row[0] += weighted;
        for (int j = 1; j <= i; j++) {
          row[j] += weighted * features[j - 1];
        }
      }
    }

    private void shrink() {
      for (int i = 0; i < slope.length; i++) {
        height -= RIDGE / 2 * coefficients[i] * coefficients[i];
        slope[i] -= RIDGE * coefficients[i];
        information[i][i] += RIDGE;
        for (int j = 0; j < i; j++) {
          information[j][i] = information[i][j];
        }
      }
    }

    RealVector step() {
      return new CholeskyDecomposition(new Array2DRowRealMatrix(information, false))
          .getSolver()
          .solve(new ArrayRealVector(slope));
    }
  }
}
