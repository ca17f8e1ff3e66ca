package clientele.etl.analytics.sequence;

import clientele.etl.analytics.experiment.MultipleTests;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * How much more often B follows A than it follows any shopping day. An association, not a cause.
 *
 * @param confidence share of starters who went on, with Wilson's interval
 * @param baseRate share of all shopping days that B follows in the same span
 * @param lift confidence over base rate, with the interval of the confidence over it; the base rate
 *     rests on far more days than any product and is taken as known; empty where it is 0
 * @param conviction how many times rarer B fails to follow; empty where it never fails
 * @param p exact one-sided binomial probability of so many or more at the base rate. Each starter
 *     counts once, so trials are independent, whatever the number of purchases
 * @param q p after Benjamini and Hochberg over all questions asked
 */
public record FollowEffect(
    double confidence,
    double confidenceLow,
    double confidenceHigh,
    double baseRate,
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
    return BinomialTest.withDefaults()
        .with(AlternativeHypothesis.GREATER_THAN)
        .test(
            Math.toIntExact(count.starters()),
            Math.toIntExact(count.followed()),
            (double) count.shoppingDaysFollowed() / count.shoppingDays())
        .getPValue();
  }

  private static FollowEffect of(FollowCount count, double p, double q, double alpha) {
    double confidence = (double) count.followed() / count.starters();
    double base = (double) count.shoppingDaysFollowed() / count.shoppingDays();
    ConfidenceInterval interval =
        new WilsonScoreInterval()
            .createInterval(
                Math.toIntExact(count.starters()), Math.toIntExact(count.followed()), 1 - alpha);
    // Where nobody or everybody follows, rounding puts a bound a hair outside 0 to 1.
    double low = Math.max(0, interval.getLowerBound());
    double high = Math.min(1, interval.getUpperBound());
    return new FollowEffect(
        confidence,
        low,
        high,
        base,
        ratio(confidence, base),
        ratio(low, base),
        ratio(high, base),
        ratio(1 - base, 1 - confidence),
        p,
        q);
  }

  private static OptionalDouble ratio(double above, double below) {
    return below <= 0 ? OptionalDouble.empty() : OptionalDouble.of(above / below);
  }
}
