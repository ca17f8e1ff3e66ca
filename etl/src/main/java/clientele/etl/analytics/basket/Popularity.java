package clientele.etl.analytics.basket;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How many purchases each product has had.
 *
 * @param weights by product number
 */
record Popularity(double[] weights, double total) {

  /** Purchases up to a day, one counting half as much after each half-life (may be infinite). */
  static Popularity of(Histories histories, int today, double halfLifeDays) {
    double[] weights = new double[histories.productCount()];
    double total = 0;
    for (int i = 0; i < histories.days().length; i++) {
      int age = today - histories.days()[i];
      if (age >= 0) {
        double weight = Math.pow(2, -age / halfLifeDays);
        weights[histories.products()[i]] += weight;
        total += weight;
      }
    }
    return new Popularity(weights, total);
  }

  /** Share of all purchases, never quite 0. */
  double share(int product) {
    return (weights[product] + .5) / (total + .5 * weights.length);
  }

  /** Most popular first; ties by product number. */
  int[] ranking() {
    return IntStream.range(0, weights.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(product -> -weights[product])
                .thenComparing(product -> product))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
