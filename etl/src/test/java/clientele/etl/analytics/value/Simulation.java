package clientele.etl.analytics.value;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/** Customers made up by the very processes that the models assume. */
final class Simulation {

  private Simulation() {}

  /** Customers of a BG/NBD process whose first orders spread over the first half of the time. */
  static List<PurchaseState> purchases(
      double r, double alpha, double a, double b, int customers, double time, long seed) {
    RandomGenerator random = new Well19937c(seed);
    GammaDistribution rates = new GammaDistribution(random, r, 1 / alpha);
    BetaDistribution dropouts = new BetaDistribution(random, a, b);
    List<PurchaseState> states = new ArrayList<>();
    for (int customer = 0; customer < customers; customer++) {
      double age = time * (1 - random.nextDouble() / 2);
      double rate = rates.sample();
      double dropout = dropouts.sample();
      int repeats = 0;
      double lastAt = 0;
      double next = -Math.log1p(-random.nextDouble()) / rate;
      while (next < age) {
        repeats++;
        lastAt = next;
        next = random.nextDouble() < dropout ? age : next - Math.log1p(-random.nextDouble()) / rate;
      }
      states.add(PurchaseState.of(repeats, lastAt, age));
    }
    return states;
  }

  /** Customers with 1 to 5 orders each of a Gamma-Gamma process. */
  static List<SpendState> spends(double p, double q, double gamma, int customers, long seed) {
    RandomGenerator random = new Well19937c(seed);
    GammaDistribution rates = new GammaDistribution(random, q, 1 / gamma);
    List<SpendState> states = new ArrayList<>();
    for (int customer = 0; customer < customers; customer++) {
      int orders = 1 + random.nextInt(5);
      GammaDistribution amounts = new GammaDistribution(random, p, 1 / rates.sample());
      double total = IntStream.range(0, orders).mapToDouble(order -> amounts.sample()).sum();
      states.add(SpendState.of(orders, total / orders));
    }
    return states;
  }
}
