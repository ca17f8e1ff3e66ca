package clientele.etl.analytics.basket;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Foretells the next basket of everybody who shopped in the last horizon from what was known before
 * it, by the score and by four ways that only count.
 */
public final class NextBasketBacktest {

  private static final int[] LENGTHS = {5, 10, 20};
  private static final int LONGEST = 20;

  private NextBasketBacktest() {}

  /** Ways to rank; all but the score are counts. Ties by popularity, then by product number. */
  public enum Method {
    SCORE,
    GLOBAL_TOP,
    PERSONAL_TOP,
    PERSONAL_THEN_GLOBAL,
    RECENCY
  }

  /** What is to be foretold: the whole basket, or only what the person had or had not before. */
  public enum Part {
    ALL,
    REPEAT,
    EXPLORE
  }

  /**
   * One method on one part at one length.
   *
   * @param people baskets with anything of this part
   * @param halfLifeDays of the score
   */
  public record Line(
      Method method,
      Part part,
      int length,
      long people,
      RankMeasures measures,
      double halfLifeDays) {}

  private record Cell(Method method, Part part, int length) {}

  /**
   * @param lastDay the last day of the histories that may be looked at
   * @return empty where the history holds no two horizons to learn from and to test on
   */
  public static List<Line> run(Histories histories, int lastDay, NextBasketOptions options) {
    int tested = lastDay - options.horizonDays();
    if (histories.firstDay() > tested - 2 * options.horizonDays()) {
      return List.of();
    }
    Optional<NextBasketModel> model = NextBasketModel.learn(histories, tested, options);
    if (model.isEmpty()) {
      return List.of();
    }
    Past past = new Past(histories, tested, options);
    int[] top = past.ever().ranking();
    Map<Cell, RankMeasures> sums = new LinkedHashMap<>();
    Map<Part, Long> people = new LinkedHashMap<>();
    int stride = Math.max(1, histories.people() / options.testedPeople());
    for (int person = 0; person < histories.people(); person += stride) {
      int[] next = histories.nextBasket(person, tested, lastDay);
      List<Owned> owned = Owned.of(histories, person, tested);
      if (next.length > 0 && !owned.isEmpty()) {
        Set<Integer> known = owned.stream().map(Owned::product).collect(Collectors.toSet());
        Map<Method, List<Integer>> rankings = rankings(model.get(), past, person, owned, top);
        for (Part part : Part.values()) {
          IntPredicate isOf = isOf(part, known);
          Set<Integer> basket = IntStream.of(next).filter(isOf).boxed().collect(Collectors.toSet());
          if (!basket.isEmpty()) {
            people.merge(part, 1L, Long::sum);
            rankings.forEach((method, ranking) -> add(sums, method, part, ranking, isOf, basket));
          }
        }
      }
    }
    return lines(sums, people, model.get().halfLifeDays());
  }

  private static List<Line> lines(
      Map<Cell, RankMeasures> sums, Map<Part, Long> people, double halfLifeDays) {
    List<Line> lines = new ArrayList<>();
    sums.forEach(
        (cell, sum) -> {
          long count = people.get(cell.part());
          lines.add(
              new Line(
                  cell.method(), cell.part(), cell.length(), count, sum.over(count), halfLifeDays));
        });
    return lines;
  }

  private static IntPredicate isOf(Part part, Set<Integer> known) {
    return switch (part) {
      case ALL -> product -> true;
      case REPEAT -> known::contains;
      case EXPLORE -> product -> !known.contains(product);
    };
  }

  private static void add(
      Map<Cell, RankMeasures> sums,
      Method method,
      Part part,
      List<Integer> ranking,
      IntPredicate isOf,
      Set<Integer> basket) {
    List<Integer> ofPart = ranking.stream().filter(isOf::test).limit(LONGEST).toList();
    for (int length : LENGTHS) {
      sums.merge(
          new Cell(method, part, length),
          RankMeasures.of(ofPart, basket, length),
          RankMeasures::plus);
    }
  }

  private static Map<Method, List<Integer>> rankings(
      NextBasketModel model, Past past, int person, List<Owned> owned, int[] top) {
    List<Integer> personal = ranking(owned, RankOrder.often(past));
    List<Integer> recency = ranking(owned, RankOrder.lately(past));
    Map<Method, List<Integer>> rankings = new LinkedHashMap<>();
    rankings.put(Method.SCORE, model.score(past, person).stream().map(Scored::product).toList());
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
    for (int i = 0; i < top.length && ranking.size() < begin.size() + LONGEST + owned; i++) {
      if (held.add(top[i])) {
        ranking.add(top[i]);
      }
    }
    return ranking;
  }
}
