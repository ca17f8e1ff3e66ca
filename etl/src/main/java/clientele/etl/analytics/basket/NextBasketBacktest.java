package clientele.etl.analytics.basket;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Foretells the next basket of everybody who shopped in the last horizon from what was known before
 * it, by the score and by four ways that only count.
 */
public final class NextBasketBacktest {

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

  /**
   * @param lastDay the last day of the histories that may be looked at
   * @return empty where the history holds no two horizons to learn from and to test on
   */
  public static List<Line> run(Histories histories, int lastDay, NextBasketOptions options) {
    int tested = lastDay - options.horizonDays();
    if (histories.firstDay() > tested - 2 * options.horizonDays()) {
      return List.of();
    }
    NextBasketModel model = NextBasketModel.learn(histories, tested, options);
    Past past = new Past(histories, tested, options);
    Map<Method, Tally> tallies = new EnumMap<>(Method.class);
    for (Method method : Method.values()) {
      tallies.put(method, new Tally());
    }
    int stride = Math.max(1, histories.people() / options.testedPeople());
    for (int person = 0; person < histories.people(); person += stride) {
      int[] next = histories.nextBasket(person, tested, lastDay);
      List<Owned> owned = Owned.of(histories, person, tested);
      if (next.length > 0 && !owned.isEmpty()) {
        Set<Integer> basket = IntStream.of(next).boxed().collect(Collectors.toSet());
        Set<Integer> known = owned.stream().map(Owned::product).collect(Collectors.toSet());
        List<Integer> score = model.score(past, person).stream().map(Scored::product).toList();
        tallies.get(Method.SCORE).add(score, basket, known);
        Counting.rankings(past, owned)
            .forEach((method, ranking) -> tallies.get(method).add(ranking, basket, known));
      }
    }
    return lines(tallies, model.halfLifeDays());
  }

  private static List<Line> lines(Map<Method, Tally> tallies, double halfLifeDays) {
    List<Line> lines = new ArrayList<>();
    for (Part part : Part.values()) {
      tallies.forEach(
          (method, tally) -> {
            long people = tally.people(part);
            for (int length : people == 0 ? List.<Integer>of() : Tally.LENGTHS) {
              RankMeasures mean = tally.mean(part, length);
              lines.add(new Line(method, part, length, people, mean, halfLifeDays));
            }
          });
    }
    return lines;
  }
}
