package clientele.etl.analytics.basket;

import clientele.etl.analytics.basket.NextBasketBacktest.Part;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** How well one way to rank foretold baskets, by part and length, over people. */
final class Tally {

  static final List<Integer> LENGTHS = List.of(5, 10, 20);
  static final int LONGEST = 20;

  private final RankMeasures[][] sums = new RankMeasures[Part.values().length][LENGTHS.size()];
  private final long[] people = new long[Part.values().length];

  Tally() {
    for (RankMeasures[] ofPart : sums) {
      Arrays.fill(ofPart, RankMeasures.NONE);
    }
  }

  /**
   * Adds one person.
   *
   * @param ranking products, the likeliest first
   * @param basket at least one product
   * @param known the products had before
   */
  void add(List<Integer> ranking, Set<Integer> basket, Set<Integer> known) {
    for (Part part : Part.values()) {
      IntPredicate isOf =
          switch (part) {
            case ALL -> product -> true;
            case REPEAT -> known::contains;
            case EXPLORE -> product -> !known.contains(product);
          };
      Set<Integer> bought = new HashSet<>(basket);
      bought.removeIf(product -> !isOf.test(product));
      if (!bought.isEmpty()) {
        List<Integer> shown = ranking.stream().filter(isOf::test).limit(LONGEST).toList();
        people[part.ordinal()]++;
        for (int i = 0; i < LENGTHS.size(); i++) {
          sums[part.ordinal()][i] =
              sums[part.ordinal()][i].plus(RankMeasures.of(shown, bought, LENGTHS.get(i)));
        }
      }
    }
  }

  /** Whose baskets had anything of this part. */
  long people(Part part) {
    return people[part.ordinal()];
  }

  /**
   * The mean over {@link #people}.
   *
   * @param length one of {@link #LENGTHS}
   */
  RankMeasures mean(Part part, int length) {
    return sums[part.ordinal()][LENGTHS.indexOf(length)].over(people(part));
  }

  /** Recall and gain at each length of each part, summed over people. */
  double[] recallsAndGains() {
    return Arrays.stream(sums)
        .flatMap(Arrays::stream)
        .flatMapToDouble(sum -> Arrays.stream(new double[] {sum.recall(), sum.ndcg()}))
        .toArray();
  }
}
