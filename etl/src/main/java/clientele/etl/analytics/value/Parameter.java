package clientele.etl.analytics.value;

import java.util.Arrays;

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

  /** The values, if each is positive and finite. */
  static double[] requirePositive(String names, double... values) {
    for (double value : values) {
      if (!(value > 0) || Double.isInfinite(value)) {
        throw new IllegalArgumentException(
            "%s = %s: each must be positive and finite".formatted(names, Arrays.toString(values)));
      }
    }
    return values;
  }
}
