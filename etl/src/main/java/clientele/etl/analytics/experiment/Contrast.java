package clientele.etl.analytics.experiment;

/** A treatment against its control. */
public sealed interface Contrast {

  /** Why there is no number. */
  enum Obstacle {
    TOO_FEW("fewer than two members in a group"),
    NO_VARIANCE("all members of a group have the same value"),
    ZERO_BASELINE("the control group's mean is zero"),
    NO_BASE("a group has nothing to divide by");

    private final String words;

    Obstacle(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** The data cannot tell. */
  record NotEstimable(Obstacle obstacle) implements Contrast {}

  /**
   * A difference with its error.
   *
   * @param value the estimate
   * @param standardError of the estimate
   * @param degreesOfFreedom by Welch and Satterthwaite
   * @param observations members of both groups
   */
  record Measured(double value, double standardError, double degreesOfFreedom, long observations)
      implements Contrast {

    /** For data that are looked at once, when the window is over. */
    public Verdict atFixedTime(Side side, double alpha) {
      return FixedTime.judge(this, side, alpha);
    }

    /**
     * For data that are looked at every day: holds at all looks together.
     *
     * @param tuning the number of observations at which the interval is to be tightest
     */
    public Verdict alwaysValid(Side side, double alpha, double tuning) {
      return AlwaysValid.judge(this, side, alpha, tuning);
    }
  }

  /** Treatment mean less control mean. */
  static Contrast absolute(Sample control, Sample treatment) {
    return obstacleTo(control, treatment)
        ? new NotEstimable(obstacle(control, treatment))
        : new Measured(
            treatment.mean() - control.mean(),
            Math.sqrt(control.varianceOfMean() + treatment.varianceOfMean()),
            degreesOfFreedom(control, treatment),
            control.size() + treatment.size());
  }

  /**
   * The difference as a share of the control mean's absolute value, so that more is positive also
   * where the baseline is negative. Error by the delta method.
   */
  static Contrast relative(Sample control, Sample treatment) {
    if (obstacleTo(control, treatment)) {
      return new NotEstimable(obstacle(control, treatment));
    }
    double baseline = control.mean();
    if (baseline == 0) {
      return new NotEstimable(Obstacle.ZERO_BASELINE);
    }
    double ratio = treatment.mean() / baseline;
    return new Measured(
        (treatment.mean() - baseline) / Math.abs(baseline),
        Math.sqrt(treatment.varianceOfMean() + ratio * ratio * control.varianceOfMean())
            / Math.abs(baseline),
        degreesOfFreedom(control, treatment),
        control.size() + treatment.size());
  }

  private static boolean obstacleTo(Sample control, Sample treatment) {
    return control.size() < 2
        || treatment.size() < 2
        || !(control.variance() > 0)
        || !(treatment.variance() > 0);
  }

  private static Obstacle obstacle(Sample control, Sample treatment) {
    return control.size() < 2 || treatment.size() < 2 ? Obstacle.TOO_FEW : Obstacle.NO_VARIANCE;
  }

  private static double degreesOfFreedom(Sample control, Sample treatment) {
    double controlPart = control.varianceOfMean();
    double treatmentPart = treatment.varianceOfMean();
    double sum = controlPart + treatmentPart;
    return sum
        * sum
        / (controlPart * controlPart / (control.size() - 1)
            + treatmentPart * treatmentPart / (treatment.size() - 1));
  }
}
