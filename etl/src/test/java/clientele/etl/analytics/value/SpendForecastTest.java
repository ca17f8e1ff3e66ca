package clientele.etl.analytics.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;

class SpendForecastTest {

  @Test
  void intervalsHoldWhatCustomersSpendAsOftenAsTheySay() {
    RandomGenerator random = new Well19937c(5);
    GammaGamma spend = new GammaGamma(6, 4, 15);
    PurchaseModel orders = new ParetoNbd(.6, 6, .7, 12);
    int customers = 4000;
    int below = 0;
    int above = 0;
    for (int customer = 0; customer < customers; customer++) {
      PurchaseState state = PurchaseState.of(1 + customer % 12, 30, 32);
      double rate = new GammaDistribution(random, 4, 1 / 15.0).sample();
      double paid = new GammaDistribution(random, 6.0 * state.repeats(), 1 / rate).sample();
      OrderForecast forecast = OrderForecast.of(orders, state, 52);
      int count = draw(forecast, random.nextDouble());
      double spent = count == 0 ? 0 : new GammaDistribution(random, 6.0 * count, 1 / rate).sample();
      SpendForecast interval = SpendForecast.of(spend, state.repeats(), forecast);
      below += spent < interval.low() * (15 + paid) ? 1 : 0;
      above += spent > interval.high() * (15 + paid) ? 1 : 0;
    }

    // Nothing is below 0, so that the lower end leaves out less than it may.
    assertThat(below / (double) customers).isBetween(0.0, .03);
    assertThat(above / (double) customers).isBetween(.01, .04);
  }

  @Test
  void whoHardlyOrdersAgainSpendsNothingForCertain() {
    SpendForecast forecast =
        SpendForecast.of(
            new GammaGamma(6, 4, 15), 0, new OrderForecast(0, 0, new double[] {.99, .01}));

    assertThat(forecast).isEqualTo(new SpendForecast(0, 0));
  }

  @Test
  void aHeavyBuyerWhoSurelyOrdersAgainHasTheIntervalOfTheFewestAndOfTheMostOrders() {
    double[] distribution = new double[61];
    distribution[2] = .5;
    distribution[60] = .5;
    GammaGamma spend = new GammaGamma(6, 4, 15);

    SpendForecast forecast = SpendForecast.of(spend, 50, new OrderForecast(2, 60, distribution));

    // Half the people order twice and hardly anyone of them spends as much as the others: the lower
    // 2.5 % of all are the lower 5 % of two orders, the upper 2.5 % the upper 5 % of sixty.
    assertThat(forecast.low()).isCloseTo(quantile(2, -1.6448536), offset(1e-4));
    assertThat(forecast.high()).isCloseTo(quantile(60, 1.6448536), offset(1e-3));
  }

  private static double quantile(int orders, double deviations) {
    double rateShape = 4 + 6 * 50;
    double centre = Gamma.digamma(6 * orders) - Gamma.digamma(rateShape);
    double spread = Gamma.trigamma(6 * orders) + Gamma.trigamma(rateShape);
    return Math.exp(centre + deviations * Math.sqrt(spread));
  }

  private static int draw(OrderForecast forecast, double level) {
    double sum = 0;
    int orders = -1;
    while (sum < level && orders < forecast.distribution().length - 1) {
      orders++;
      sum += forecast.probability(orders);
    }
    return orders;
  }
}
