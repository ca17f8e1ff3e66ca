package clientele.etl.analytics.observation;

import clientele.etl.analytics.experiment.Contrast;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * By how much the share of successes, y 0 or 1, changes with x, where one person has several
 * trials: the slope of least squares with the error that is right whatever the trials of a person
 * have in common (Liang and Zeger, Biometrika 1986), times k / (k - 1) for k people; or with that
 * of independent trials, where it is larger. The first is far too small where few trials have
 * another x and none of them succeeds.
 *
 * @param people number of clusters
 * @param sums over all trials of 1, x, y, x x and x y, in this order
 * @param products symmetric, 5 by 5: sums over people of the products of their own five sums
 */
public record ClusteredSlope(
    long people, List<BigDecimal> sums, List<? extends List<BigDecimal>> products) {

  private static final MathContext DIGITS = MathContext.DECIMAL128;

  /** The slope; cannot be told of fewer than three people, or where x or the rest does not vary. */
  public Contrast slope() {
    if (people < 3) {
      return new Contrast.NotEstimable(Contrast.Obstacle.TOO_FEW);
    }
    BigDecimal trials = sums.get(0);
    BigDecimal x = sums.get(1);
    BigDecimal y = sums.get(2);
    /* Exact, each times the number of trials, so that nothing is left where nothing varies. */
    BigDecimal spread = trials.multiply(sums.get(3)).subtract(x.multiply(x));
    BigDecimal together = trials.multiply(sums.get(4)).subtract(x.multiply(y));
    if (spread.signum() <= 0) {
      return new Contrast.NotEstimable(Contrast.Obstacle.NO_VARIANCE);
    }
    BigDecimal squares = scoreSquares(weights(trials, x, y, spread, together));
    double clustered =
        squares.divide(trials.pow(2).multiply(spread.pow(4)), DIGITS).doubleValue()
            * (people / (people - 1.0));
    BigDecimal left =
        trials.multiply(y).subtract(y.multiply(y)).multiply(spread).subtract(together.pow(2));
    double independent =
        left.divide(spread.pow(2).multiply(trials.subtract(BigDecimal.valueOf(2))), DIGITS)
            .doubleValue();
    double variance = Math.max(clustered, independent);
    return variance > 0
        ? new Contrast.Measured(
            together.divide(spread, DIGITS).doubleValue(),
            Math.sqrt(variance),
            people - 1.0,
            trials.longValueExact())
        : new Contrast.NotEstimable(Contrast.Obstacle.NO_VARIANCE);
  }

  /**
   * A person's score, sum of (x - mean x) (y - mean y - slope (x - mean x)), as weights of the five
   * sums, times trials squared and spread.
   */
  private static List<BigDecimal> weights(
      BigDecimal trials, BigDecimal x, BigDecimal y, BigDecimal spread, BigDecimal together) {
    return List.of(
        x.multiply(y).multiply(spread).subtract(together.multiply(x).multiply(x)),
        trials
            .multiply(together)
            .multiply(x)
            .multiply(BigDecimal.valueOf(2))
            .subtract(trials.multiply(spread).multiply(y)),
        trials.multiply(spread).multiply(x).negate(),
        trials.multiply(trials).multiply(together).negate(),
        trials.multiply(trials).multiply(spread));
  }

  private BigDecimal scoreSquares(List<BigDecimal> weights) {
    BigDecimal squares = BigDecimal.ZERO;
    for (int row = 0; row < weights.size(); row++) {
      for (int column = 0; column < weights.size(); column++) {
        BigDecimal product = products.get(row).get(column);
        squares = squares.add(product.multiply(weights.get(row)).multiply(weights.get(column)));
      }
    }
    return squares;
  }
}
