package clientele.etl.analytics.sequence;

import clientele.etl.analytics.experiment.MultipleTests;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * How much more often B follows A than it follows shopping days of alike customers. An association,
 * not a cause.
 *
 * @param confidence share of starters who went on, with Wilson's interval
 * @param baseRate share that was to be expected of them by the other days of their strata, which is
 *     the base rate standardised to the starters
 * @param excess share of starters who went on beyond that, of those who would not have anyway:
 *     (confidence - base) / (1 - base)
 * @param lift confidence over base rate; empty where that is 0. Intervals of excess and lift join
 *     those of the two rates (MOVER, Zou and Donner 2008), the lift's on the scale of logarithms
 * @param conviction how many times rarer B fails to follow; empty where it never fails
 * @param p one-sided probability of so many or more followers if those of each stratum were dealt
 *     by chance among its days (the condition of Mantel and Haenszel). The number of followers is
 *     then a sum of independent trials of unequal chances, whose upper tail the binomial of the
 *     mean chance never understates above its mean (Hoeffding 1956). Each starter counts once
 * @param q p after Benjamini and Hochberg over all questions asked
 */
public record FollowEffect(
    double confidence,
    double confidenceLow,
    double confidenceHigh,
    double baseRate,
    double excess,
    double excessLow,
    double excessHigh,
    OptionalDouble lift,
    OptionalDouble liftLow,
    OptionalDouble liftHigh,
    OptionalDouble conviction,
    double p,
    double q) {

  /**
   * Judges pairs together, in their order.
   *
   * @param questions number of pairs that could have been found, the unseen ones included
   * @param alpha one minus the level of the intervals
   */
  public static List<FollowEffect> judge(List<FollowCount> counts, long questions, double alpha) {
    double[] p = counts.stream().mapToDouble(FollowEffect::probability).toArray();
    double[] q = MultipleTests.benjaminiHochberg(p, questions);
    return IntStream.range(0, p.length)
        .mapToObj(index -> of(counts.get(index), p[index], q[index], alpha))
        .toList();
  }

  private static double probability(FollowCount count) {
    // Hoeffding's bound needs one more than the mean; below it nothing is surprising.
    if (count.followed() < count.byChance() + 1) {
      return 1;
    }
    return BinomialTest.withDefaults()
        .with(AlternativeHypothesis.GREATER_THAN)
        .test(
            Math.toIntExact(count.starters()),
            Math.toIntExact(count.followed()),
            count.byChance() / count.starters())
        .getPValue();
  }

  private static FollowEffect of(FollowCount count, double p, double q, double alpha) {
    double confidence = (double) count.followed() / count.starters();
    ConfidenceInterval interval =
        new WilsonScoreInterval()
            .createInterval(
                Math.toIntExact(count.starters()), Math.toIntExact(count.followed()), 1 - alpha);
    // Where nobody or everybody follows, rounding puts a bound a hair outside 0 to 1.
    double low = Math.max(0, interval.getLowerBound());
    double high = Math.min(1, interval.getUpperBound());
    double base = count.expected() / count.starters();
    double baseWidth = baseWidth(count, alpha);
    double baseLow = base * Math.exp(-baseWidth);
    double baseHigh = Math.min(1, base * Math.exp(baseWidth));
    double excess = confidence - base;
    return new FollowEffect(
        confidence,
        low,
        high,
        base,
        ofOthers(excess, base),
        ofOthers(excess - Math.hypot(confidence - low, baseHigh - base), base),
        ofOthers(excess + Math.hypot(high - confidence, base - baseLow), base),
        ratio(confidence, base),
        ratio(confidence * Math.exp(-Math.hypot(logRatio(confidence, low), baseWidth)), base),
        ratio(upperConfidence(confidence, high, baseWidth), base),
        ratio(1 - base, 1 - confidence),
        p,
        q);
  }

  /** Half the width of the interval of the logarithm of what was expected. */
  private static double baseWidth(FollowCount count, double alpha) {
    return count.expected() <= 0
        ? 0
        : NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha / 2)
            * Math.sqrt(count.expectedVariance())
            / count.expected();
  }

  private static double upperConfidence(double confidence, double high, double baseWidth) {
    return confidence <= 0
        ? high * Math.exp(baseWidth)
        : confidence * Math.exp(Math.hypot(logRatio(high, confidence), baseWidth));
  }

  private static double logRatio(double above, double below) {
    return below <= 0 ? 0 : Math.log(above / below);
  }

  private static double ofOthers(double difference, double base) {
    return base >= 1 ? 0 : Math.min(1, difference / (1 - base));
  }

  private static OptionalDouble ratio(double above, double below) {
    return below <= 0 ? OptionalDouble.empty() : OptionalDouble.of(above / below);
  }
}
