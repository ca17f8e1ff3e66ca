package clientele.etl.analytics.value;

import java.util.Arrays;

/**
 * Pareto/NBD: while active a customer orders at a rate of their own, and leaves after a time that
 * is exponential with a rate of their own; both rates are gamma distributed over customers.
 * Schmittlein, Morrison and Colombo, "Counting Your Customers: Who Are They and What Will They Do
 * Next?", Management Science 33 (1987); formulas as in Fader and Hardie, "A Note on Deriving the
 * Pareto/NBD Model and Related Expressions" (2005).
 */
public final class ParetoNbd implements PurchaseModel {

  static final PathTerms TERMS = new ParetoTerms();

  private static final double STEP = 1 / 8.0;
  private static final double NEGLIGIBLE = 40;
  private static final int DISTRIBUTION_NODES = 40;

  private final double[] parameters;

  /**
   * @param r shape of the gamma distribution of order rates
   * @param alpha scale of the same, in units of time
   * @param s shape of the gamma distribution of rates of leaving
   * @param beta scale of the same, in units of time
   */
  public ParetoNbd(double r, double alpha, double s, double beta) {
    this.parameters = Parameter.requirePositive("r, alpha, s, beta", r, alpha, s, beta);
  }

  @Override
  public double logLikelihood(PurchaseState state) {
    return TERMS.logLikelihood(state, parameters);
  }

  @Override
  public double probabilityAlive(PurchaseState state) {
    return TERMS.paths(state, parameters).shares()[0];
  }

  @Override
  public double[] expectedOrders(PurchaseState state, double[] times) {
    double rate = probabilityAlive(state) * rate(state);
    return Arrays.stream(times).map(time -> rate * expectedLife(state, time)).toArray();
  }

  @Override
  public double[] distribution(PurchaseState state, double time) {
    double alive = probabilityAlive(state);
    double shape = parameters[0] + state.repeats();
    double scale = parameters[1] + state.age();
    double lives = parameters[3] + state.age();
    double[] stays = OrderCounts.negativeBinomial(shape, PurchaseModel.requireTime(time) / scale);
    double longest = Math.log1p(time / lives);
    double[] result = new double[stays.length];
    double survival = Math.exp(-parameters[2] * longest);
    for (int orders = 0; orders < stays.length; orders++) {
      result[orders] = survival * stays[orders];
    }
    // On the square of the node: the earliest ends leave room for no order at all.
    Quadrature nodes = Quadrature.unit(DISTRIBUTION_NODES);
    for (int node = 0; node < nodes.size(); node++) {
      double left = longest * nodes.point(node) * nodes.point(node);
      double weight =
          nodes.weight(node)
              * 2
              * nodes.point(node)
              * longest
              * parameters[2]
              * Math.exp(-parameters[2] * left);
      double[] orders = OrderCounts.negativeBinomial(shape, lives * Math.expm1(left) / scale);
      for (int index = 0; index < Math.min(result.length, orders.length); index++) {
        result[index] += weight * orders[index];
      }
    }
    for (int orders = 0; orders < result.length; orders++) {
      result[orders] *= alive;
    }
    result[0] += 1 - alive;
    return result;
  }

  /**
   * DERT: all orders to come for ever, discounted. Fader, Hardie and Lee, "RFM and CLV", Journal of
   * Marketing Research 42 (2005), whose confluent hypergeometric function is the mean over the
   * rates of leaving of one by rate plus discount.
   *
   * @param discountRate continuous, by unit of time; positive
   */
  public double discountedOrders(PurchaseState state, double discountRate) {
    if (!(discountRate > 0) || Double.isInfinite(discountRate)) {
      throw new IllegalArgumentException(
          "discount rate %s: positive and finite; without one the sum may be endless"
              .formatted(discountRate));
    }
    double lives = parameters[3] + state.age();
    double decay = discountRate * lives;
    // Trapezoids on the logarithm of the time: both ends fall off exponentially or faster.
    double sum = 0;
    int first = (int) Math.floor(-NEGLIGIBLE / STEP);
    int last = (int) Math.ceil(Math.log(NEGLIGIBLE / decay) / STEP);
    for (int index = first; index <= last; index++) {
      double time = Math.exp(index * STEP);
      sum += time * Math.exp(-decay * time - parameters[2] * Math.log1p(time));
    }
    return probabilityAlive(state) * rate(state) * lives * sum * STEP;
  }

  /** Orders by unit of time of a living customer with this history. */
  private double rate(PurchaseState state) {
    return (parameters[0] + state.repeats()) / (parameters[1] + state.age());
  }

  /** The time in which a living customer stays one, of the time to come. */
  private double expectedLife(PurchaseState state, double time) {
    double lives = parameters[3] + state.age();
    double logGrowth = Math.log1p(PurchaseModel.requireTime(time) / lives);
    double power = parameters[2] - 1;
    return Math.abs(power) < 1e-12
        ? lives * logGrowth
        : lives * -Math.expm1(-power * logGrowth) / power;
  }
}
