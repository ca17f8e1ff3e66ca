package clientele.etl.analytics.experiment;

import java.util.OptionalDouble;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What an experiment that runs can find, and how much more of it there must be.
 *
 * @param now the contrast as it stands
 * @param effect the smallest that matters, in the contrast's unit; its sign does not count
 * @param rule by which the end will be judged
 * @param level of that judgement
 */
public record StillNeeded(Contrast.Measured now, double effect, Rule rule, double level) {

  private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);
  private static final double MOST = Math.pow(2, 27);

  /** How an experiment is judged. */
  public sealed interface Rule {}

  /** Once, at the end. */
  public record Once() implements Rule {}

  /** At every look. */
  public record AtEveryLook(double tuning) implements Rule {}

  /** By what is believed after the data. */
  public record ByBelief(double priorMean, double priorVariance) implements Rule {}

  /** Probability that the effect is found once the experiment has grown by this share. */
  public double power(double growth) {
    Contrast.Measured later = grown(growth);
    double error = later.standardError();
    if (rule instanceof ByBelief belief) {
      double variance = error * error;
      double reach =
          variance
              * Math.sqrt(1 / belief.priorVariance() + 1 / variance)
              * STANDARD.inverseSurvivalProbability(level / 2);
      double shift = variance * belief.priorMean() / belief.priorVariance();
      return STANDARD.survivalProbability((reach - shift - Math.abs(effect)) / error)
          + STANDARD.cumulativeProbability(-(reach + shift + Math.abs(effect)) / error);
    }
    double width =
        rule instanceof AtEveryLook look
            ? AlwaysValid.width(later, level, look.tuning())
            : error * STANDARD.inverseSurvivalProbability(level / 2);
    return STANDARD.survivalProbability((width - Math.abs(effect)) / error)
        + STANDARD.cumulativeProbability(-(width + Math.abs(effect)) / error);
  }

  /**
   * By what share the experiment must grow; 0 where it is large enough, empty where 2^27 times as
   * many members would not do.
   */
  public OptionalDouble growth(double power) {
    if (power(0) >= power) {
      return OptionalDouble.of(0);
    }
    double upper = 1;
    while (power(upper) < power) {
      upper *= 2;
      if (upper > MOST) {
        return OptionalDouble.empty();
      }
    }
    return OptionalDouble.of(
        new BrentSolver(1e-12, 1e-12).solve(1000, growth -> power(growth) - power, 0, upper));
  }

  /**
   * Days until then.
   *
   * @param membersPerDay how many join
   */
  public OptionalDouble days(double power, double membersPerDay) {
    OptionalDouble growth = growth(power);
    if (growth.isEmpty() || (growth.getAsDouble() > 0 && !(membersPerDay > 0))) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        growth.getAsDouble() == 0
            ? 0
            : Math.ceil(growth.getAsDouble() * now.observations() / membersPerDay));
  }

  private Contrast.Measured grown(double growth) {
    return new Contrast.Measured(
        now.value(),
        now.standardError() / Math.sqrt(1 + growth),
        now.degreesOfFreedom() * (1 + growth),
        Math.round(now.observations() * (1 + growth)));
  }
}
