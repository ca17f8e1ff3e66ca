package clientele.etl.analytics.value;

import static org.apache.commons.math3.special.Beta.logBeta;
import static org.apache.commons.math3.special.Beta.regularizedBeta;
import static org.apache.commons.math3.special.Gamma.logGamma;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * BG/NBD: while active a customer orders at a rate of their own (gamma over customers), and after
 * each order leaves for good with a probability of their own (beta over customers). Fader, Hardie
 * and Lee, "Counting Your Customers the Easy Way", Marketing Science 24 (2005); equations by their
 * numbers there.
 *
 * <p>A customer without a repeat order is alive by construction, and P(alive) ranks churn worse
 * than chance on real data: rank by {@link #probabilityOfNoOrder} or by expected orders.
 */
public final class BgNbd implements PurchaseModel {

  private final double shape;
  private final double scale;
  private final double a;
  private final double b;
  private final Map<Integer, BetaMean> dropouts = new ConcurrentHashMap<>();

  /**
   * @param shape r of the gamma distribution of rates
   * @param scale alpha of the same, in units of time
   * @param a of the beta distribution of dropout probabilities
   * @param b of the same
   */
  public BgNbd(double shape, double scale, double a, double b) {
    for (double parameter : new double[] {shape, scale, a, b}) {
      if (!(parameter > 0) || Double.isInfinite(parameter)) {
        throw new IllegalArgumentException(
            "r %s, alpha %s, a %s, b %s: each must be positive and finite"
                .formatted(shape, scale, a, b));
      }
    }
    this.shape = shape;
    this.scale = scale;
    this.a = a;
    this.b = b;
  }

  /** Fits by maximum likelihood; the verdict tells whether there is a model. */
  public static Fit<BgNbd> fit(Iterable<PurchaseState> states) {
    return BgNbdFit.of(states);
  }

  /** Equation 6, in log space. */
  @Override
  public double logLikelihood(PurchaseState state) {
    int x = state.repeats();
    double alive = -(shape + x) * Math.log(scale + state.age());
    return logGamma(shape + x)
        - logGamma(shape)
        + shape * Math.log(scale)
        + logBeta(a, b + x)
        - logBeta(a, b)
        + alive
        + (x == 0 ? 0 : softplus(logOddsOfGone(state)));
  }

  /** Equation 9, as a mean over the dropout probability. */
  @Override
  public double expectedOrders(double time) {
    return expectedWhileAlive(0, scale, time);
  }

  /** Equation 10: P(alive) times the orders of a living customer with updated parameters. */
  @Override
  public double expectedOrders(PurchaseState state, double time) {
    return probabilityAlive(state) * expectedWhileAlive(state.repeats(), scale + state.age(), time);
  }

  @Override
  public double probabilityAlive(PurchaseState state) {
    return state.repeats() == 0 ? 1 : 1 / (1 + Math.exp(logOddsOfGone(state)));
  }

  /** Gone already, or alive and no order of the rate's Poisson process within the time. */
  @Override
  public double probabilityOfNoOrder(PurchaseState state, double time) {
    double rest = (shape + state.repeats()) * Math.log1p(requireTime(time) / (scale + state.age()));
    return 1 + probabilityAlive(state) * Math.expm1(-rest);
  }

  /** Equation 8; its bracket is the upper tail of a negative binomial. */
  @Override
  public double probabilityOfOrders(int orders, double time) {
    if (orders < 0) {
      throw new IllegalArgumentException("%d orders: at least 0".formatted(orders));
    }
    if (requireTime(time) == 0) {
      return orders == 0 ? 1 : 0;
    }
    double logShare = Math.log(time / (scale + time));
    double logRest = -Math.log1p(time / scale);
    double stillActive =
        Math.exp(
            logBeta(a, b + orders)
                - logBeta(a, b)
                + logGamma(shape + orders)
                - logGamma(shape)
                - logGamma(orders + 1.0)
                + shape * logRest
                + orders * logShare);
    if (orders == 0) {
      return stillActive;
    }
    double leftAtLast = Math.exp(logBeta(a + 1, b + orders - 1) - logBeta(a, b));
    return stillActive + leftAtLast * regularizedBeta(time / (scale + time), orders, shape);
  }

  private double expectedWhileAlive(int repeats, double updatedScale, double time) {
    double updatedShape = shape + repeats;
    double ratio = requireTime(time) / updatedScale;
    return dropouts
        .computeIfAbsent(repeats, x -> new BetaMean(a, b + x))
        .of(
            dropout ->
                dropout < 1e-200
                    ? updatedShape * ratio
                    : -Math.expm1(-updatedShape * Math.log1p(dropout * ratio)) / dropout);
  }

  /** ln of P(gone) / P(alive) for a customer with at least one repeat order. */
  private double logOddsOfGone(PurchaseState state) {
    return Math.log(a / (b + state.repeats() - 1))
        + (shape + state.repeats())
            * Math.log1p((state.age() - state.lastAt()) / (scale + state.lastAt()));
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double requireTime(double time) {
    if (!(time >= 0) || Double.isInfinite(time)) {
      throw new IllegalArgumentException("time %s: at least 0 and finite".formatted(time));
    }
    return time;
  }
}
