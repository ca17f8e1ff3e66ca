package clientele.etl.analytics.experiment;

/**
 * The asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas,
 * "Time-uniform central limit theory and asymptotic confidence sequences" (arXiv 2103.06476v7):
 * two-sided by equation 24 with its e-value of equation 155, one-sided by equation 134.
 */
final class AlwaysValid {

  private AlwaysValid() {}

  static Verdict judge(Contrast.Measured contrast, Side side, double alpha, double tuning) {
    double value = contrast.value();
    return switch (side) {
      case BOTH -> {
        double width = width(contrast, alpha, tuning);
        yield new Verdict(value - width, value + width, p(contrast, alpha, tuning));
      }
      case GREATER -> {
        double width = oneSidedWidth(contrast, alpha, tuning);
        yield new Verdict(
            value - width, Double.POSITIVE_INFINITY, oneSidedP(contrast, value, alpha, tuning));
      }
      case LESS -> {
        double width = oneSidedWidth(contrast, alpha, tuning);
        yield new Verdict(
            Double.NEGATIVE_INFINITY, value + width, oneSidedP(contrast, -value, alpha, tuning));
      }
    };
  }

  /** Squared, because only the square is used. */
  private static double mixtureVariance(double alpha, double tuning) {
    double logarithm = -2 * Math.log(alpha);
    return (logarithm + Math.log(logarithm + 1)) / tuning;
  }

  static double width(Contrast.Measured contrast, double alpha, double tuning) {
    double scaled = contrast.observations() * mixtureVariance(alpha, tuning);
    return contrast.standardError()
        * Math.sqrt(2 * (scaled + 1) / scaled * Math.log(Math.sqrt(scaled + 1) / alpha));
  }

  private static double p(Contrast.Measured contrast, double alpha, double tuning) {
    double scaled = contrast.observations() * mixtureVariance(alpha, tuning);
    double statistic = contrast.value() / contrast.standardError();
    double logEvidence =
        scaled * statistic * statistic / (2 * (scaled + 1)) - Math.log1p(scaled) / 2;
    return Math.min(1, Math.exp(-logEvidence));
  }

  private static double oneSidedWidth(Contrast.Measured contrast, double alpha, double tuning) {
    double scaled = contrast.observations() * mixtureVariance(2 * alpha, tuning);
    return contrast.standardError()
        * Math.sqrt(2 * (scaled + 1) / scaled * Math.log1p(Math.sqrt(scaled + 1) / (2 * alpha)));
  }

  /** The level at which the one-sided interval, tuned for alpha, just touches no difference. */
  private static double oneSidedP(
      Contrast.Measured contrast, double value, double alpha, double tuning) {
    double scaled = contrast.observations() * mixtureVariance(2 * alpha, tuning);
    double statistic = value / contrast.standardError();
    if (statistic <= 0) {
      return 1;
    }
    double exponent = scaled * statistic * statistic / (2 * (scaled + 1));
    return Math.min(1, Math.sqrt(scaled + 1) / (2 * Math.expm1(exponent)));
  }
}
