package clientele.etl.analytics.value;

/**
 * A fitted model of how often customers order and whether they still do. Times are in the unit of
 * the states it was fitted on; every answer is finite.
 */
public sealed interface PurchaseModel permits BetaGeometric, ParetoNbd, Nbd {

  /**
   * Log-likelihood of one customer's history, that is, of the times of the orders and of the
   * silence after the last, without the terms that no parameter touches.
   */
  double logLikelihood(PurchaseState state);

  /** The probability that a customer with this history will ever order again. */
  double probabilityAlive(PurchaseState state);

  /** E[Y(t) | x, t_x, T]: orders of a customer with this history in the time to come. */
  default double expectedOrders(PurchaseState state, double time) {
    return expectedOrders(state, new double[] {time})[0];
  }

  /** The same at several times, of which what they have in common is worked out once. */
  double[] expectedOrders(PurchaseState state, double[] times);

  /**
   * The probabilities of 0, 1, 2 ... orders of a customer with this history in the time to come.
   * They end where less than 1e-12 is left; their sum is 1 to that.
   */
  double[] distribution(PurchaseState state, double time);

  /** E[X(t)]: repeat orders of a customer in the time after the first order. */
  default double expectedOrders(double time) {
    return expectedOrders(PurchaseState.NEW, time);
  }

  /** P(X(t) = n): the probability of exactly so many repeat orders after the first order. */
  default double probabilityOfOrders(int orders, double time) {
    if (orders < 0) {
      throw new IllegalArgumentException("%d orders: at least 0".formatted(orders));
    }
    double[] distribution = distribution(PurchaseState.NEW, time);
    return orders < distribution.length ? distribution[orders] : 0;
  }

  /**
   * The probability that a customer with this history places no order in the time to come: how much
   * likelier the history is than the same history with that much more silence.
   */
  default double probabilityOfNoOrder(PurchaseState state, double time) {
    PurchaseState later =
        new PurchaseState(
            state.repeats(), state.lastAt(), state.age() + requireTime(time), state.customers());
    return Math.min(1, Math.exp(logLikelihood(later) - logLikelihood(state)));
  }

  /** The time, if it is at least 0 and finite. */
  static double requireTime(double time) {
    if (!(time >= 0) || Double.isInfinite(time)) {
      throw new IllegalArgumentException("time %s: at least 0 and finite".formatted(time));
    }
    return time;
  }
}
