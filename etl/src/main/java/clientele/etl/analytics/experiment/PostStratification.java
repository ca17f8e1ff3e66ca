package clientele.etl.analytics.experiment;

import java.util.List;
import java.util.function.Function;

/**
 * Comparing within strata that were known before the draw, each weighted by its share of both arms
 * together. The shares are themselves a draw, which the error counts.
 */
public final class PostStratification {

  /** Both arms within one stratum. */
  public record Stratum(Sample control, Sample treatment) {

    private double members() {
      return (double) control.size() + treatment.size();
    }
  }

  private PostStratification() {}

  /** Weighted difference; every stratum needs two members of each arm. */
  public static Contrast absolute(List<Stratum> strata) {
    return contrast(strata, -1, 1);
  }

  /** Weighted difference as a share of the weighted control mean. */
  public static Contrast relative(List<Stratum> strata) {
    double control = mean(strata, Stratum::control);
    if (control == 0) {
      return new Contrast.NotEstimable(Contrast.Obstacle.ZERO_BASELINE);
    }
    double ratio = mean(strata, Stratum::treatment) / control;
    return contrast(strata, -ratio / Math.abs(control), 1 / Math.abs(control));
  }

  /** The slopes are those of the figure by the two arms' means. */
  private static Contrast contrast(List<Stratum> strata, double slope, double treatmentSlope) {
    if (strata.stream().anyMatch(stratum -> stratum.control().size() < 2)
        || strata.stream().anyMatch(stratum -> stratum.treatment().size() < 2)) {
      return new Contrast.NotEstimable(Contrast.Obstacle.TOO_FEW);
    }
    double control = mean(strata, Stratum::control);
    double treatment = mean(strata, Stratum::treatment);
    double members = members(strata);
    double within = 0;
    double belowFreedom = 0;
    double between = 0;
    double center = slope * control + treatmentSlope * treatment;
    for (Stratum stratum : strata) {
      double weight = stratum.members() / members;
      double controlPart = weight * weight * slope * slope * stratum.control().varianceOfMean();
      double treatmentPart =
          weight * weight * treatmentSlope * treatmentSlope * stratum.treatment().varianceOfMean();
      within += controlPart + treatmentPart;
      belowFreedom +=
          controlPart * controlPart / (stratum.control().size() - 1)
              + treatmentPart * treatmentPart / (stratum.treatment().size() - 1);
      double apart =
          slope * stratum.control().mean() + treatmentSlope * stratum.treatment().mean() - center;
      between += weight * apart * apart / members;
    }
    if (!(within > 0)) {
      return new Contrast.NotEstimable(Contrast.Obstacle.NO_VARIANCE);
    }
    return new Contrast.Measured(
        (treatment - control) * treatmentSlope,
        Math.sqrt(within + between),
        within * within / belowFreedom,
        Math.round(members));
  }

  private static double mean(List<Stratum> strata, Function<Stratum, Sample> arm) {
    double members = members(strata);
    return strata.stream()
        .mapToDouble(stratum -> stratum.members() / members * arm.apply(stratum).mean())
        .sum();
  }

  private static double members(List<Stratum> strata) {
    return strata.stream().mapToDouble(Stratum::members).sum();
  }
}
