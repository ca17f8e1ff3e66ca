package clientele.etl.analytics.experiment;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** How small an effect can be seen with how many members; normal approximation, two-sided. */
public final class Power {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private Power() {}

  /**
   * The absolute difference that a test at this level finds with this probability, the treatment
   * group varying as the control group does.
   */
  public static double minimumDetectableEffect(
      Sample control, long treatmentSize, double alpha, double power) {
    return reach(alpha, power)
        * Math.sqrt(control.variance() * (1.0 / control.size() + 1.0 / treatmentSize));
  }

  /** Members needed in each arm to find a relative change of a share. */
  public static double membersPerArm(
      double baselineShare, double relativeChange, double alpha, double power) {
    double changed = baselineShare * (1 + relativeChange);
    double variance = baselineShare * (1 - baselineShare) + changed * (1 - changed);
    double difference = changed - baselineShare;
    double reach = reach(alpha, power);
    return reach * reach * variance / (difference * difference);
  }

  private static double reach(double alpha, double power) {
    return NORMAL.inverseSurvivalProbability(alpha / 2)
        + NORMAL.inverseCumulativeProbability(power);
  }
}
