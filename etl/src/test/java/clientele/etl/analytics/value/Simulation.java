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
    return betaGeometric(1, false, new double[] {r, alpha, a, b}, customers, time, seed).states();
  }

  /** The same for every beta-geometric process, with the intervals between orders. */
  static PurchaseSample betaGeometric(
      int regularity,
      boolean leavesAtFirst,
      double[] parameters,
      int customers,
      double time,
      long seed) {
    return sample(betaGeometric(regularity, leavesAtFirst, parameters, customers, time, 0, seed));
  }

  /**
   * An order history.
   *
   * @param age until now
   * @param orders times of repeat orders since the first, up to the age and the time to come
   */
  record History(double age, List<Double> orders) {

    PurchaseState state() {
      int repeats = (int) orders.stream().filter(order -> order <= age).count();
      return PurchaseState.of(repeats, repeats == 0 ? 0 : orders.get(repeats - 1), age);
    }

    int toCome() {
      return (int) orders.stream().filter(order -> order > age).count();
    }

    double logIntervals() {
      double sum = 0;
      double before = 0;
      for (double order : orders) {
        if (order <= age) {
          sum += Math.log(order - before);
          before = order;
        }
      }
      return sum;
    }
  }

  static PurchaseSample sample(List<History> histories) {
    return PurchaseSample.of(
        histories.stream().map(History::state).toList(),
        histories.stream().mapToDouble(History::logIntervals).sum());
  }

  /** Histories of a beta-geometric process, with so much time to come. */
  static List<History> betaGeometric(
      int regularity,
      boolean leavesAtFirst,
      double[] parameters,
      int customers,
      double time,
      double toCome,
      long seed) {
    RandomGenerator random = new Well19937c(seed);
    GammaDistribution rates = new GammaDistribution(random, parameters[0], 1 / parameters[1]);
    BetaDistribution dropouts = new BetaDistribution(random, parameters[2], parameters[3]);
    List<History> histories = new ArrayList<>();
    for (int customer = 0; customer < customers; customer++) {
      double age = time * (1 - random.nextDouble() / 2);
      double rate = rates.sample();
      double dropout = dropouts.sample();
      List<Double> orders = new ArrayList<>();
      double at = 0;
      boolean stays = !leavesAtFirst || random.nextDouble() >= dropout;
      while (stays) {
        for (int step = 0; step < regularity; step++) {
          at -= Math.log1p(-random.nextDouble()) / rate;
        }
        if (at > age + toCome) {
          break;
        }
        orders.add(at);
        stays = random.nextDouble() >= dropout;
      }
      histories.add(new History(age, orders));
    }
    return histories;
  }

  /** Histories of a Pareto/NBD process, with so much time to come. */
  static List<History> pareto(
      double[] parameters, int customers, double time, double toCome, long seed) {
    RandomGenerator random = new Well19937c(seed);
    GammaDistribution rates = new GammaDistribution(random, parameters[0], 1 / parameters[1]);
    GammaDistribution ends = new GammaDistribution(random, parameters[2], 1 / parameters[3]);
    List<History> histories = new ArrayList<>();
    for (int customer = 0; customer < customers; customer++) {
      double age = time * (1 - random.nextDouble() / 2);
      double rate = rates.sample();
      double end = -Math.log1p(-random.nextDouble()) / ends.sample();
      List<Double> orders = new ArrayList<>();
      double at = -Math.log1p(-random.nextDouble()) / rate;
      while (at < Math.min(end, age + toCome)) {
        orders.add(at);
        at -= Math.log1p(-random.nextDouble()) / rate;
      }
      histories.add(new History(age, orders));
    }
    return histories;
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
