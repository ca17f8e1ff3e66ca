package clientele.etl.analytics.basket;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * Who buys the left items also buys the right ones, in so many baskets.
 *
 * @param left ascending item numbers, at least one
 * @param right ascending item numbers, at least one
 * @param count baskets with all of them
 * @param leftCount baskets with the left ones
 * @param rightCount baskets with the right ones
 * @param baskets all baskets
 */
public record BasketRule(
    int[] left, int[] right, int count, int leftCount, int rightCount, int baskets) {

  public BasketRule {
    if (count < 0
        || count > Math.min(leftCount, rightCount)
        || Math.max(leftCount, rightCount) > baskets
        || leftCount < 1
        || rightCount < 1) {
      throw new IllegalArgumentException(
          "%d baskets with both of %d left, %d right, %d in all: parts may not exceed wholes"
              .formatted(count, leftCount, rightCount, baskets));
    }
  }

  public double support() {
    return (double) count / baskets;
  }

  /** Share of all baskets that the rule speaks of. */
  public double coverage() {
    return (double) leftCount / baskets;
  }

  private double rightSupport() {
    return (double) rightCount / baskets;
  }

  public double confidence() {
    return (double) count / leftCount;
  }

  public double lift() {
    return (double) count * baskets / ((double) leftCount * rightCount);
  }

  public double leverage() {
    return support() - coverage() * rightSupport();
  }

  /** How many times rarer the rule fails than by chance; infinite where it never fails. */
  public double conviction() {
    return count == leftCount
        ? Double.POSITIVE_INFINITY
        : (1 - rightSupport()) / (1 - confidence());
  }

  /** Pearson's statistic of the two-by-two table, without correction; 0 where a margin is empty. */
  public double chiSquared() {
    double margins =
        (double) leftCount * rightCount * (baskets - leftCount) * (baskets - rightCount);
    double difference = (double) count * baskets - (double) leftCount * rightCount;
    return margins <= 0 ? 0 : baskets * difference * difference / margins;
  }

  /** Zhang, Korb and Wang's association (2009), -1 to 1. */
  public double zhang() {
    double most = Math.max(support() * (1 - coverage()), coverage() * (rightSupport() - support()));
    return most <= 0 ? 0 : leverage() / most;
  }

  public double jaccard() {
    return (double) count / (leftCount + rightCount - count);
  }

  /** Mean of the confidences both ways. */
  public double kulczynski() {
    return (confidence() + (double) count / rightCount) / 2;
  }

  /** Certainty factor, -1 to 1. */
  public double certainty() {
    double more = confidence() - rightSupport();
    double room = more >= 0 ? 1 - rightSupport() : rightSupport();
    return room <= 0 ? 0 : more / room;
  }

  /** Fisher's exact probability of so many or more baskets with both, by chance. */
  public double fisher() {
    double term = HypergeometricDistribution.of(baskets, rightCount, leftCount).probability(count);
    double sum = 0;
    // Each term follows from the one before by four factors, and they fall fast.
    for (long x = count; term > 0 && x <= Math.min(leftCount, rightCount); x++) {
      sum += term;
      if (term < 1e-17 * sum) {
        break;
      }
      term *=
          (double) (rightCount - x)
              * (leftCount - x)
              / ((double) (x + 1) * (baskets - rightCount - leftCount + x + 1));
    }
    return Math.min(1, sum);
  }
}
