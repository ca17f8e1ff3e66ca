package clientele.etl.analytics.experiment;

import clientele.etl.analytics.experiment.Contrast.NotEstimable;
import clientele.etl.analytics.experiment.Contrast.Obstacle;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealVector;

/**
 * The effect less what the members' past already told: controlled experiments using pre-experiment
 * data (Deng, Xu, Kohavi and Walker 2013). How much that helps depends on the past alone, which is
 * why the cut in variance is given and not promised.
 */
public final class Cuped {

  private final double theta;
  private final Arm control;
  private final Arm treatment;

  /**
   * An arm's figure, its figure without adjustment, and their gradients by the arm's means.
   *
   * @param covariance of the adjusted and the unadjusted figure, times the size
   */
  private record Arm(Sample adjusted, Sample unadjusted, double covariance) {

    static Arm of(
        Moments moments,
        double adjusted,
        RealVector adjustedGradient,
        double unadjusted,
        RealVector unadjustedGradient) {
      return new Arm(
          new Sample(
              moments.size(), adjusted, moments.covariance(adjustedGradient, adjustedGradient)),
          new Sample(
              moments.size(),
              unadjusted,
              moments.covariance(unadjustedGradient, unadjustedGradient)),
          moments.covariance(adjustedGradient, unadjustedGradient));
    }
  }

  private Cuped(double theta, Arm control, Arm treatment) {
    this.theta = theta;
    this.control = control;
    this.treatment = treatment;
  }

  /** Of means; the measures are the outcome and the same or another figure of the past. */
  public static Cuped ofMeans(Moments control, Moments treatment) {
    Moments both = control.joined(treatment);
    double past = both.covariance().getEntry(1, 1);
    double theta = past > 0 ? both.covariance().getEntry(0, 1) / past : 0;
    return new Cuped(theta, mean(control, theta), mean(treatment, theta));
  }

  /**
   * Of ratios, such as revenue per order; the measures are numerator and denominator of the outcome
   * and numerator and denominator of the past.
   */
  public static Cuped ofRatios(Moments control, Moments treatment) {
    double past = pastVariance(control) + pastVariance(treatment);
    double together = pastCovariance(control) + pastCovariance(treatment);
    double theta = past > 0 && Double.isFinite(together) ? together / past : 0;
    return new Cuped(theta, ratio(control, theta), ratio(treatment, theta));
  }

  private static Arm mean(Moments moments, double theta) {
    return Arm.of(
        moments,
        moments.mean(0) - theta * moments.mean(1),
        vector(1, -theta),
        moments.mean(0),
        vector(1, 0));
  }

  private static Arm ratio(Moments moments, double theta) {
    double outcome = moments.mean(0) / moments.mean(1);
    RealVector unadjusted = outcomeGradient(moments);
    if (theta == 0) {
      return Arm.of(moments, outcome, unadjusted, outcome, unadjusted);
    }
    double past = moments.mean(2) / moments.mean(3);
    return Arm.of(
        moments,
        outcome - theta * past,
        unadjusted.subtract(pastGradient(moments).mapMultiply(theta)),
        outcome,
        unadjusted);
  }

  private static RealVector outcomeGradient(Moments moments) {
    double below = moments.mean(1);
    return vector(1 / below, -moments.mean(0) / (below * below), 0, 0);
  }

  private static RealVector pastGradient(Moments moments) {
    double below = moments.mean(3);
    return vector(0, 0, 1 / below, -moments.mean(2) / (below * below));
  }

  private static double pastVariance(Moments moments) {
    RealVector past = pastGradient(moments);
    return moments.covariance(past, past) / moments.size();
  }

  private static double pastCovariance(Moments moments) {
    return moments.covariance(outcomeGradient(moments), pastGradient(moments)) / moments.size();
  }

  private static RealVector vector(double... entries) {
    return new ArrayRealVector(entries, false);
  }

  /** How much of the past is taken off the outcome; 0 where the past does not vary. */
  public double theta() {
    return theta;
  }

  /** Adjusted difference. */
  public Contrast absolute() {
    return Contrast.absolute(control.adjusted, treatment.adjusted);
  }

  /**
   * Adjusted difference as a share of the control's unadjusted figure: the adjusted one is no level
   * that anybody has seen. Error by the delta method at equal pasts, as a draw leaves them but for
   * chance.
   */
  public Contrast relative() {
    if (!(absolute() instanceof Contrast.Measured difference)) {
      return absolute();
    }
    double baseline = control.unadjusted.mean();
    if (baseline == 0) {
      return new NotEstimable(Obstacle.ZERO_BASELINE);
    }
    double share = treatment.unadjusted.mean() / baseline - 1;
    double variance =
        treatment.adjusted.varianceOfMean()
            + control.adjusted.varianceOfMean()
            + share * share * control.unadjusted.varianceOfMean()
            + 2 * share * control.covariance / control.adjusted.size();
    return new Contrast.Measured(
        difference.value() / Math.abs(baseline),
        Math.sqrt(variance) / Math.abs(baseline),
        difference.degreesOfFreedom(),
        difference.observations());
  }

  /** Share of the variance of the difference that the past explains; at most 1, never promised. */
  public double varianceCut() {
    return 1
        - (control.adjusted.varianceOfMean() + treatment.adjusted.varianceOfMean())
            / (control.unadjusted.varianceOfMean() + treatment.unadjusted.varianceOfMean());
  }

  /** The arms after adjustment, for a comparison within strata. */
  public PostStratification.Stratum adjusted() {
    return new PostStratification.Stratum(control.adjusted, treatment.adjusted);
  }
}
