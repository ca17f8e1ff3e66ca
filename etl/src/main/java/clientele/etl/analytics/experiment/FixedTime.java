package clientele.etl.analytics.experiment;

import org.apache.commons.statistics.distribution.TDistribution;

/** Student's t with Welch's degrees of freedom. */
final class FixedTime {

  private FixedTime() {}

  static Verdict judge(Contrast.Measured contrast, Side side, double alpha) {
    TDistribution distribution = TDistribution.of(contrast.degreesOfFreedom());
    double value = contrast.value();
    double statistic = value / contrast.standardError();
    double tail = side == Side.BOTH ? alpha / 2 : alpha;
    double width = contrast.standardError() * distribution.inverseSurvivalProbability(tail);
    return switch (side) {
      case BOTH ->
          new Verdict(
              value - width,
              value + width,
              2 * distribution.survivalProbability(Math.abs(statistic)));
      case GREATER ->
          new Verdict(
              value - width, Double.POSITIVE_INFINITY, distribution.survivalProbability(statistic));
      case LESS ->
          new Verdict(
              Double.NEGATIVE_INFINITY,
              value + width,
              distribution.cumulativeProbability(statistic));
    };
  }
}
