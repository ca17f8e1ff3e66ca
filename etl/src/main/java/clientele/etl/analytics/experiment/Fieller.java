package clientele.etl.analytics.experiment;

import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The interval of a relative difference by the theorem of Fieller (Journal of the Royal Statistical
 * Society B 16, 1954): all shares r for which the treatment mean less (1 + r) times the control
 * mean does not differ from 0. Unlike the delta method it does not take the control mean for known,
 * so that it is as skewed as a quotient is.
 */
public final class Fieller {

  private Fieller() {}

  /**
   * The interval, relative to the control mean's absolute value; empty where there is no contrast,
   * and where the control mean itself cannot be told from 0, so that its share has no ends.
   *
   * @param alpha one less the share of truths that such intervals hold
   */
  public static Optional<Verdict> relative(Sample control, Sample treatment, double alpha) {
    if (!(Contrast.absolute(control, treatment) instanceof Contrast.Measured difference)) {
      return Optional.empty();
    }
    double quantile =
        TDistribution.of(difference.degreesOfFreedom()).inverseSurvivalProbability(alpha / 2);
    double square = quantile * quantile;
    double below = control.mean() * control.mean() - square * control.varianceOfMean();
    if (!(below > 0)) {
      return Optional.empty();
    }
    double above = treatment.mean() * treatment.mean() - square * treatment.varianceOfMean();
    double both = treatment.mean() * control.mean();
    double width = Math.sqrt(Math.max(0, both * both - below * above));
    double low = (both - width) / below - 1;
    double high = (both + width) / below - 1;
    double p = difference.atFixedTime(Side.BOTH, alpha).p();
    return Optional.of(
        control.mean() > 0 ? new Verdict(low, high, p) : new Verdict(-high, -low, p));
  }
}
