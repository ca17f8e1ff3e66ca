package clientele.etl.analytics.basket;

import java.util.Comparator;
import java.util.List;

/**
 * How likely each product follows what a person bought last; by the place of the product in {@link
 * Follows#products}.
 *
 * @param mean over the person's newest purchases, the newer the more
 * @param highest after any one of them, the older the less
 */
record FollowChances(double[] mean, double[] highest) {

  static FollowChances of(
      Past past, List<Owned> owned, int remembered, double halfLifeDays, double priorPeople) {
    double[] mean = new double[past.follows().products().length];
    double[] highest = new double[mean.length];
    double weights = 0;
    List<Owned> newest =
        owned.stream()
            .sorted(Comparator.comparingInt(Owned::lastDay).reversed())
            .limit(remembered)
            .toList();
    double[] prior = past.priorOfFollows();
    for (Owned each : newest) {
      double weight = Math.pow(2, -(past.today() - each.lastDay()) / halfLifeDays);
      past.follows().addChances(each.product(), weight, prior, priorPeople, mean, highest);
      weights += weight;
    }
    // Of somebody silent for long the newest purchases still say as much as ever.
    double total = Math.max(Double.MIN_NORMAL, weights);
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= total;
    }
    return new FollowChances(mean, highest);
  }
}
