package clientele.etl.analytics.value;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Means over a beta distribution, by the trapezoidal rule on the logit stretched by a hyperbolic
 * sine (double exponential, Takahasi and Mori 1974). It stays exact to about ten digits where the
 * closed forms by the hypergeometric function cancel (a near 1) or overflow (hundreds of orders).
 */
final class BetaMean {

  private static final double STEP = 1 / 12.0;
  private static final double WIDEST = 2;
  private static final double NEGLIGIBLE = 1e-18;
  private static final double TAIL = 45;

  private final double[] points;
  private final double[] weights;

  BetaMean(double a, double b) {
    double centre = Math.log(a / b);
    double width = Math.min(WIDEST, Math.sqrt(1 / a + 1 / b));
    int half = (int) Math.ceil(asinh(TAIL / (width * Math.min(a, b)) + 1) / STEP);
    double[] logDensities = new double[2 * half + 1];
    double[] logits = new double[2 * half + 1];
    for (int index = 0; index < logits.length; index++) {
      double place = (index - half) * STEP;
      logits[index] = centre + width * Math.sinh(place);
      logDensities[index] =
          -a * softplus(-logits[index]) - b * softplus(logits[index]) + Math.log(Math.cosh(place));
    }
    double greatest =
        IntStream.range(0, logits.length).mapToDouble(i -> logDensities[i]).max().orElseThrow();
    int[] kept =
        IntStream.range(0, logits.length)
            .filter(index -> Math.exp(logDensities[index] - greatest) > NEGLIGIBLE)
            .toArray();
    points = new double[kept.length];
    weights = new double[kept.length];
    double total = 0;
    for (int index = 0; index < kept.length; index++) {
      points[index] = Math.exp(-softplus(-logits[kept[index]]));
      weights[index] = Math.exp(logDensities[kept[index]] - greatest);
      total += weights[index];
    }
    for (int index = 0; index < kept.length; index++) {
      weights[index] /= total;
    }
  }

  /** The mean of a function that is bounded on (0, 1) and smooth within. */
  double of(DoubleUnaryOperator function) {
    double sum = 0;
    for (int index = 0; index < points.length; index++) {
      sum += weights[index] * function.applyAsDouble(points[index]);
    }
    return sum;
  }

  /** ln(1 + e^x) without overflow. */
  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double asinh(double x) {
    return Math.log(x + Math.sqrt(x * x + 1));
  }
}
