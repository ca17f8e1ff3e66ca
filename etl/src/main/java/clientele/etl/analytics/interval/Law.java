package clientele.etl.analytics.interval;

import org.apache.commons.statistics.distribution.ContinuousDistribution;

/**
 * One member of a family, by the logarithms of its typical days and of its relative spread: two
 * numbers that any family may be searched by.
 */
final class Law {

  private final Rhythm.Family family;
  private final double logDays;
  private final double logSpread;
  private final ContinuousDistribution distribution;

  Law(Rhythm.Family family, double logDays, double logSpread) {
    this.family = family;
    this.logDays = logDays;
    this.logSpread = logSpread;
    this.distribution = family.distribution(first(), second());
  }

  /** The two numbers of a rhythm. */
  static double[] point(Rhythm rhythm) {
    double first = rhythm.first();
    double second = rhythm.second();
    return switch (rhythm.family()) {
      case LOG_NORMAL -> new double[] {first, Math.log(second)};
      case WEIBULL -> new double[] {Math.log(second), -Math.log(first)};
      case GAMMA -> new double[] {Math.log(first * second), -Math.log(first) / 2};
    };
  }

  /**
   * The law at one point, by its smaller tail where the point lies on either side of the typical
   * days, so that small differences keep their digits.
   */
  record Point(double tail, boolean isLower) {

    double below() {
      return isLower ? tail : 1 - tail;
    }

    /** The probability between an earlier point and this one. */
    double less(Point before) {
      if (isLower) {
        return tail - before.tail;
      }
      return before.isLower ? 1 - tail - before.tail : before.tail - tail;
    }
  }

  Point at(double days) {
    if (days <= 0) {
      return new Point(0, true);
    }
    boolean isLower = Math.log(days) < logDays;
    return new Point(
        isLower ? distribution.cumulativeProbability(days) : distribution.survivalProbability(days),
        isLower);
  }

  double first() {
    return switch (family) {
      case LOG_NORMAL -> logDays;
      case WEIBULL -> Math.exp(-logSpread);
      case GAMMA -> Math.exp(-2 * logSpread);
    };
  }

  double second() {
    return switch (family) {
      case LOG_NORMAL -> Math.exp(logSpread);
      case WEIBULL -> Math.exp(logDays);
      case GAMMA -> Math.exp(logDays + 2 * logSpread);
    };
  }

  double logMedian() {
    return family == Rhythm.Family.LOG_NORMAL
        ? logDays
        : Math.log(distribution.inverseCumulativeProbability(.5));
  }
}
