package clientele.etl.analytics.experiment;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** Two shares by the textbook: pooled for the test, unpooled for the interval, both normal. */
public record SharePair(
    long controlMembers, long controlSuccesses, long treatmentMembers, long treatmentSuccesses) {

  private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

  /** The share of one group with the interval of Wald. */
  public static Verdict wald(long members, long successes, double alpha) {
    double share = (double) successes / members;
    double width =
        STANDARD.inverseSurvivalProbability(alpha / 2) * Math.sqrt(share * (1 - share) / members);
    return new Verdict(share - width, share + width, Double.NaN);
  }

  /** Difference of the shares. */
  public double difference() {
    return treatmentShare() - controlShare();
  }

  /** The difference in standard errors of no difference; its square is Pearson's chi-square. */
  public double pooledZ() {
    double members = (double) controlMembers + treatmentMembers;
    double share = (controlSuccesses + treatmentSuccesses) / members;
    return difference()
        / Math.sqrt(share * (1 - share) * (1.0 / controlMembers + 1.0 / treatmentMembers));
  }

  /** Two-sided interval of the difference, and the p of chi-square without correction. */
  public Verdict judge(double alpha) {
    double width =
        STANDARD.inverseSurvivalProbability(alpha / 2)
            * Math.sqrt(
                controlShare() * (1 - controlShare()) / controlMembers
                    + treatmentShare() * (1 - treatmentShare()) / treatmentMembers);
    return new Verdict(
        difference() - width,
        difference() + width,
        2 * STANDARD.survivalProbability(Math.abs(pooledZ())));
  }

  /** The same as shares of the control's, which is taken as known. */
  public Verdict judgeRelative(double alpha) {
    Verdict absolute = judge(alpha);
    return new Verdict(
        absolute.low() / controlShare(), absolute.high() / controlShare(), absolute.p());
  }

  private double controlShare() {
    return (double) controlSuccesses / controlMembers;
  }

  private double treatmentShare() {
    return (double) treatmentSuccesses / treatmentMembers;
  }
}
