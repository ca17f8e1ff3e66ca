package clientele.etl.analytics.value;

/**
 * A fitted model of how often customers order and whether they still do. Times are in the unit of
 * the states it was fitted on; every answer is finite.
 */
public interface PurchaseModel {

  /** Log-likelihood of one customer's history, without the terms that no parameter touches. */
  double logLikelihood(PurchaseState state);

  /** E[X(t)]: repeat orders of a customer in the time after the first order. */
  double expectedOrders(double time);

  /** E[Y(t) | x, t_x, T]: orders of a customer with this history in the time to come. */
  double expectedOrders(PurchaseState state, double time);

  /** The probability that a customer with this history will ever order again. */
  double probabilityAlive(PurchaseState state);

  /** The probability that a customer with this history places no order in the time to come. */
  double probabilityOfNoOrder(PurchaseState state, double time);

  /** P(X(t) = n): the probability of exactly so many repeat orders after the first order. */
  double probabilityOfOrders(int orders, double time);
}
