package clientele.etl.analytics.basket;

import java.util.List;
import java.util.Set;

/**
 * How well a ranking foretold a basket, at one length.
 *
 * @param recall hits of what is in the basket
 * @param precision hits of the length
 * @param hit 1 where there is any hit
 * @param ndcg discounted gain over that of a ranking that begins with the whole basket
 * @param ndcgOfFull discounted gain over that of as many hits as the length
 */
public record RankMeasures(
    double recall, double precision, double hit, double ndcg, double ndcgOfFull) {

  static final RankMeasures NONE = new RankMeasures(0, 0, 0, 0, 0);

  /**
   * @param ranking the likeliest first; may be shorter than the length
   * @param basket at least one product
   */
  static RankMeasures of(List<Integer> ranking, Set<Integer> basket, int length) {
    int hits = 0;
    double gain = 0;
    for (int place = 0; place < Math.min(length, ranking.size()); place++) {
      if (basket.contains(ranking.get(place))) {
        hits++;
        gain += discount(place);
      }
    }
    return new RankMeasures(
        (double) hits / basket.size(),
        (double) hits / length,
        hits > 0 ? 1 : 0,
        gain / ideal(Math.min(length, basket.size())),
        gain / ideal(length));
  }

  private static double discount(int place) {
    return Math.log(2) / Math.log(place + 2);
  }

  private static double ideal(int hits) {
    double sum = 0;
    for (int place = 0; place < hits; place++) {
      sum += discount(place);
    }
    return sum;
  }

  RankMeasures plus(RankMeasures other) {
    return new RankMeasures(
        recall + other.recall,
        precision + other.precision,
        hit + other.hit,
        ndcg + other.ndcg,
        ndcgOfFull + other.ndcgOfFull);
  }

  RankMeasures over(long count) {
    return new RankMeasures(
        recall / count, precision / count, hit / count, ndcg / count, ndcgOfFull / count);
  }
}
