package clientele.etl.analytics.value;

import java.util.Arrays;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Gauss and Legendre's nodes on an interval from 0, as many as the integrand needs.
 *
 * @param width end of the interval
 */
record Quadrature(GaussIntegrator rule, double[] logWeights, double width) {

  /** Beyond a fall by e to this power an integrand adds nothing. */
  private static final double NEGLIGIBLE_FALL = 40;

  private static final int FEWEST = 8;
  private static final int MOST = 64;
  private static final GaussIntegrator[] RULES = new GaussIntegrator[MOST + 1];
  private static final double[][] LOG_WEIGHTS = new double[MOST + 1][];

  static {
    GaussIntegratorFactory factory = new GaussIntegratorFactory();
    for (int size = FEWEST; size <= MOST; size++) {
      GaussIntegrator rule = factory.legendre(size);
      RULES[size] = rule;
      LOG_WEIGHTS[size] = new double[size];
      Arrays.setAll(LOG_WEIGHTS[size], node -> Math.log(rule.getWeight(node) / 2));
    }
  }

  /**
   * For an integrand that is smooth on the scale of 1 and falls at least as e to the power of this
   * slope; a slope below 0 is a rise of at most e.
   */
  static Quadrature falling(double width, double slope) {
    double needed = slope > 0 ? Math.min(width, NEGLIGIBLE_FALL / slope) : width;
    double more = Math.max(Math.max(0, slope) * needed / 2.5, 2.2 * (needed - 2));
    return of(FEWEST + (int) Math.max(0, Math.min(MOST - FEWEST, more)), needed);
  }

  /** So many nodes on the interval from 0 to 1. */
  static Quadrature unit(int size) {
    return of(size, 1);
  }

  private static Quadrature of(int size, double width) {
    return new Quadrature(RULES[size], LOG_WEIGHTS[size], width);
  }

  int size() {
    return width > 0 ? rule.getNumberOfPoints() : 0;
  }

  double point(int index) {
    return width * (1 + rule.getPoint(index)) / 2;
  }

  double weight(int index) {
    return width * rule.getWeight(index) / 2;
  }

  double logWeight(int index) {
    return Math.log(width) + logWeights[index];
  }
}
