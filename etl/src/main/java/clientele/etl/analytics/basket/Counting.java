package clientele.etl.analytics.basket;

import clientele.etl.analytics.basket.NextBasketBacktest.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ways to rank products for a person that only count. */
final class Counting {

  private Counting() {}

  /** Products by number, as far as is asked of each part of a basket. */
  static Map<Method, List<Integer>> rankings(Past past, List<Owned> owned) {
    int[] top = past.ranking();
    List<Integer> personal = ranking(owned, RankOrder.often(past));
    List<Integer> recency = ranking(owned, RankOrder.lately(past));
    Map<Method, List<Integer>> rankings = new EnumMap<>(Method.class);
    rankings.put(Method.GLOBAL_TOP, filled(List.of(), top, owned.size()));
    rankings.put(Method.PERSONAL_TOP, personal);
    rankings.put(Method.PERSONAL_THEN_GLOBAL, filled(personal, top, owned.size()));
    rankings.put(Method.RECENCY, filled(recency, top, owned.size()));
    return rankings;
  }

  private static List<Integer> ranking(List<Owned> owned, Comparator<Owned> order) {
    return owned.stream().sorted(order).map(Owned::product).toList();
  }

  /** Goes on with the most popular products, far enough for each part to be as long as asked. */
  private static List<Integer> filled(List<Integer> begin, int[] top, int owned) {
    List<Integer> ranking = new ArrayList<>(begin);
    Set<Integer> held = new HashSet<>(begin);
    for (int i = 0; i < top.length && ranking.size() < begin.size() + Tally.LONGEST + owned; i++) {
      if (held.add(top[i])) {
        ranking.add(top[i]);
      }
    }
    return ranking;
  }
}
