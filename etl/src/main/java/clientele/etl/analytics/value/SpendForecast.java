package clientele.etl.analytics.value;

import static org.apache.commons.math3.special.Gamma.digamma;
import static org.apache.commons.math3.special.Gamma.trigamma;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What a customer's orders to come will bring, in units of gamma plus what their paid orders have
 * brought: in these units it depends on the distribution of the orders to come and on the number of
 * paid orders, not on the amounts. Given the number of orders and the customer's rate the sum is
 * gamma distributed, and so is the rate after the history; their quotient's logarithm is nearly
 * normal, and is taken for normal with its exact mean and variance.
 *
 * @param low lower end of the 95 % prediction interval
 * @param high upper end of the same
 */
public record SpendForecast(double low, double high) {

  private static final double TAIL = 0.025;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * @param paidOrders orders that the customer's mean amount was taken over
   */
  public static SpendForecast of(GammaGamma spend, int paidOrders, OrderForecast orders) {
    double none = orders.probability(0);
    double mean = 0;
    double square = 0;
    double within = 0;
    for (int count = 1; count < orders.distribution().length; count++) {
      double share = orders.probability(count);
      if (share > 1e-9) {
        double logMean = digamma(spend.p() * count);
        mean += share * logMean;
        square += share * logMean * logMean;
        within += share * trigamma(spend.p() * count);
      }
    }
    double some = 1 - none;
    if (!(some > TAIL)) {
      return new SpendForecast(0, 0);
    }
    mean /= some;
    double rateShape = spend.q() + spend.p() * paidOrders;
    double deviation =
        Math.sqrt(Math.max(0, square / some - mean * mean) + within / some + trigamma(rateShape));
    double centre = mean - digamma(rateShape);
    return new SpendForecast(
        quantile(TAIL, none, centre, deviation), quantile(1 - TAIL, none, centre, deviation));
  }

  private static double quantile(double level, double none, double centre, double deviation) {
    double among = (level - none) / (1 - none);
    return among <= 0
        ? 0
        : Math.exp(centre + deviation * NORMAL.inverseCumulativeProbability(among));
  }
}
