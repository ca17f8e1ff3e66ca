package clientele.etl.analytics.experiment;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What is believed of an effect after the data, normal in shape.
 *
 * @param mean of the effect
 * @param deviation its standard deviation
 */
public record Posterior(double mean, double deviation) {

  private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

  /** From the data alone. */
  public static Posterior flat(Contrast.Measured contrast) {
    return new Posterior(contrast.value(), contrast.standardError());
  }

  /** From the data and a normal belief held before them. */
  public static Posterior of(Contrast.Measured contrast, double priorMean, double priorVariance) {
    double variance = contrast.standardError() * contrast.standardError();
    double weight = priorVariance / (priorVariance + variance);
    return new Posterior(
        weight * contrast.value() + (1 - weight) * priorMean, Math.sqrt(weight * variance));
  }

  /** Probability that the effect is above 0. */
  public double chanceToWin() {
    return STANDARD.survivalProbability(-mean / deviation);
  }

  /** Expected loss of those who keep the control although the treatment may be better. */
  public double riskOfControl() {
    return expectedExcess(mean);
  }

  /** Expected loss of those who take the treatment although it may be worse. */
  public double riskOfTreatment() {
    return expectedExcess(-mean);
  }

  /** The middle 1 - alpha; the p is the probability of the sign that is less likely, doubled. */
  public Verdict interval(double alpha) {
    double width = STANDARD.inverseSurvivalProbability(alpha / 2) * deviation;
    return new Verdict(mean - width, mean + width, 2 * Math.min(chanceToWin(), 1 - chanceToWin()));
  }

  /** Mean of the positive part of a normal; in closed form, so that no deviation overflows. */
  private double expectedExcess(double center) {
    double standard = center / deviation;
    return deviation * STANDARD.density(standard)
        + center * STANDARD.cumulativeProbability(standard);
  }
}
