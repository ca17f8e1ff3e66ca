package clientele.etl.analytics.observation;

import clientele.etl.analytics.experiment.Contrast;
import clientele.etl.analytics.experiment.Sample;
import java.math.BigDecimal;

/**
 * Treated people, each beside the most similar one of others, of whom one may stand beside several.
 *
 * @param pairs number of treated people
 * @param differenceSum of outcomes, the treated person's less the other's
 * @param differenceSquareSum of the same, squared
 * @param reuse sum over the others of k (k - 1), where k is beside how many one stands
 * @param others each once
 */
public record MatchedPairs(
    long pairs,
    BigDecimal differenceSum,
    BigDecimal differenceSquareSum,
    long reuse,
    Sample others) {

  /**
   * The mean effect on the treated with the error of Abadie and Imbens (Econometrica 2006, theorem
   * 7): one neighbour, with replacement. The variance of an outcome is that of all others, which is
   * not less than that of similar ones.
   */
  public Contrast effect() {
    if (pairs < 2 || others.size() < 2) {
      return new Contrast.NotEstimable(Contrast.Obstacle.TOO_FEW);
    }
    Sample differences = Sample.ofSums(pairs, differenceSum, differenceSquareSum);
    double reused = reuse * others.variance() / pairs;
    double variance = (differences.variance() + reused) / pairs;
    return variance > 0
        ? new Contrast.Measured(
            differences.mean(), Math.sqrt(variance), pairs - 1.0, pairs + others.size())
        : new Contrast.NotEstimable(Contrast.Obstacle.NO_VARIANCE);
  }
}
