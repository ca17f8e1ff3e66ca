package clientele.etl.analytics.interval;

import org.apache.commons.math3.special.Gamma;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.WeibullDistribution;

/**
 * A law of the days between purchases, for those who come back, and the shares who ever do.
 *
 * @param first mu, shape or shape
 * @param second sigma, scale or scale
 * @param shareAfterFirst share of buyers who ever buy again, 0 to 1
 * @param shareAfterLater the same after a second or later purchase
 */
public record Rhythm(
    Family family,
    double first,
    double second,
    double shareAfterFirst,
    double shareAfterLater,
    double logLikelihood) {

  private static final int PARAMETERS = 4;

  /** The laws that are tried. */
  public enum Family {
    LOG_NORMAL {
      @Override
      ContinuousDistribution distribution(double mu, double sigma) {
        return LogNormalDistribution.of(mu, sigma);
      }
    },
    WEIBULL {
      @Override
      ContinuousDistribution distribution(double shape, double scale) {
        return WeibullDistribution.of(shape, scale);
      }
    },
    GAMMA {
      @Override
      ContinuousDistribution distribution(double shape, double scale) {
        return GammaDistribution.of(shape, scale);
      }
    };

    abstract ContinuousDistribution distribution(double first, double second);
  }

  /** Akaike's criterion, less is better. */
  public double aic() {
    return 2 * PARAMETERS - 2 * logLikelihood;
  }

  /** Days after which this share of those who ever return has returned. */
  public double quantile(double share) {
    return distribution().inverseCumulativeProbability(share);
  }

  /** Mean of the logarithm of the days of those who ever return. */
  public double meanLog() {
    return switch (family) {
      case LOG_NORMAL -> first;
      case WEIBULL -> Math.log(second) - Gamma.GAMMA / first;
      case GAMMA -> Gamma.digamma(first) + Math.log(second);
    };
  }

  /** Share of those who ever return that has not done so after these days. */
  public double shareWaiting(double days) {
    return distribution().survivalProbability(days);
  }

  /** Of the days of those who ever return. */
  double density(double days) {
    return distribution().density(days);
  }

  /**
   * Probability to return within so many days for somebody who has waited that long.
   *
   * @param share of buyers like this one who ever return, 0 to 1
   */
  public double returnsWithin(double days, double waited, double share) {
    ContinuousDistribution distribution = distribution();
    double waiting = 1 - share + share * distribution.survivalProbability(waited);
    return waiting <= 0 ? 1 : share * distribution.probability(waited, waited + days) / waiting;
  }

  /** Probability to return at all for somebody who has waited that long. */
  public double returnsEver(double waited, double share) {
    double still = share * shareWaiting(waited);
    return share >= 1 ? 1 : still / (1 - share + still);
  }

  /** The same law, all its intervals this many times as long. */
  public Rhythm times(double factor) {
    return family == Family.LOG_NORMAL
        ? with(first + Math.log(factor), second)
        : with(first, second * factor);
  }

  /** The same median, the logarithms of the intervals spread this many times as wide. */
  public Rhythm spread(double factor) {
    double[] point = Law.point(this);
    Law law = new Law(family, point[0], point[1] + Math.log(factor));
    double median = Math.log(quantile(.5));
    return with(law.first(), law.second()).times(Math.exp(median - law.logMedian()));
  }

  private Rhythm with(double newFirst, double newSecond) {
    return new Rhythm(family, newFirst, newSecond, shareAfterFirst, shareAfterLater, logLikelihood);
  }

  private ContinuousDistribution distribution() {
    return family.distribution(first, second);
  }
}
