package clientele.etl.analytics.interval;

import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.WeibullDistribution;

/**
 * A law of the days between purchases, fitted to data.
 *
 * @param first mu, shape or shape
 * @param second sigma, scale or scale
 */
public record Rhythm(Family family, double first, double second, double logLikelihood) {

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
    return 2 * 2 - 2 * logLikelihood;
  }

  /** Days after which this share has returned. */
  public double quantile(double share) {
    return family.distribution(first, second).inverseCumulativeProbability(share);
  }

  /** Probability to return within so many days for somebody who has waited that long. */
  public double returnsWithin(double days, double waited) {
    ContinuousDistribution distribution = family.distribution(first, second);
    double waiting = distribution.survivalProbability(waited);
    return waiting <= 0 ? 1 : distribution.probability(waited, waited + days) / waiting;
  }
}
