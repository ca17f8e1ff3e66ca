package clientele.etl.analytics.value;

/**
 * An estimated positive parameter.
 *
 * @param low lower end of its 95 % interval, symmetric on the log scale
 * @param high upper end of the same
 */
public record Parameter(String name, double value, double standardError, double low, double high) {

  private static final double NORMAL_QUANTILE = 1.959963984540054;

  static Parameter of(String name, double value, double standardErrorOfLog) {
    double factor = Math.exp(NORMAL_QUANTILE * standardErrorOfLog);
    return new Parameter(name, value, value * standardErrorOfLog, value / factor, value * factor);
  }
}
