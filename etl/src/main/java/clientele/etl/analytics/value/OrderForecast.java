package clientele.etl.analytics.value;

/**
 * What the distribution of a customer's orders to come says, beside their mean.
 *
 * @param low least number that is not below the lower 2.5 %
 * @param high least number that is not below the upper 2.5 %
 */
public record OrderForecast(int low, int high, double[] distribution) {

  private static final double TAIL = 0.025;

  public static OrderForecast of(PurchaseModel model, PurchaseState state, double time) {
    double[] distribution = model.distribution(state, time);
    return new OrderForecast(
        quantile(distribution, TAIL), quantile(distribution, 1 - TAIL), distribution);
  }

  private static int quantile(double[] distribution, double level) {
    double sum = 0;
    for (int orders = 0; orders < distribution.length; orders++) {
      sum += distribution[orders];
      if (sum >= level) {
        return orders;
      }
    }
    return distribution.length - 1;
  }

  /** The probability of so many orders; 0 beyond what can be told from none. */
  public double probability(int orders) {
    return orders < distribution.length ? distribution[orders] : 0;
  }
}
