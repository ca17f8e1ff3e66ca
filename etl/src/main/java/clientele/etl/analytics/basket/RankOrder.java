package clientele.etl.analytics.basket;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the products for a person are ordered: of those had before the likeliest first, the rest by
 * counting, which foretells the tail as well as what is learned and sometimes better; and the new
 * ones between or after them.
 *
 * @param countedBy what is counted
 * @param learnedPlaces so many first places go by learned chance
 * @param knownFirst whether all products had before come first; else the i-th of them stands where
 *     the i-th highest of their chances does among the chances of the new ones
 */
public record RankOrder(CountedBy countedBy, int learnedPlaces, boolean knownFirst) {

  /** By learned chance alone. */
  public static final RankOrder LEARNED = new RankOrder(CountedBy.OFTEN, Integer.MAX_VALUE, false);

  private static final int[] PLACES = {Integer.MAX_VALUE, 10, 7, 5, 3, 2, 1, 0};
  private static final int[] LENGTHS = {5, 10, 20};

  /** Most often, or lately, first; ties by the other, then by popularity, then by number. */
  public enum CountedBy {
    OFTEN,
    LATELY
  }

  /**
   * What is known of a person.
   *
   * @param had the products had before, the likeliest first
   * @param fresh the new ones, the likeliest first
   */
  record Options(List<Scored> had, List<Scored> fresh, List<Owned> owned, Past past) {}

  /**
   * A person whose next basket is known.
   *
   * @param basket at least one product
   */
  record Shopper(Options options, Set<Integer> basket) {}

  /**
   * The order with the highest sum of recall and gain over all lengths, for whole baskets and for
   * what was had before; of equal ones the first tried.
   */
  static RankOrder choose(List<Shopper> people) {
    RankOrder best = LEARNED;
    double most = best.worth(people);
    for (CountedBy countedBy : CountedBy.values()) {
      for (int places : PLACES) {
        for (boolean knownFirst : new boolean[] {false, true}) {
          RankOrder tried = new RankOrder(countedBy, places, knownFirst);
          double worth = tried.worth(people);
          if (worth > most) {
            best = tried;
            most = worth;
          }
        }
      }
    }
    return best;
  }

  private double worth(List<Shopper> people) {
    return people.stream().mapToDouble(this::worth).sum();
  }

  private double worth(Shopper person) {
    List<Scored> ranking = apply(person.options());
    Set<Integer> repeats =
        ranking.stream()
            .filter(Scored::isRepeat)
            .map(Scored::product)
            .filter(person.basket()::contains)
            .collect(Collectors.toSet());
    double worth = worth(ranking.stream().map(Scored::product).toList(), person.basket());
    return repeats.isEmpty()
        ? worth
        : worth
            + worth(
                ranking.stream().filter(Scored::isRepeat).map(Scored::product).toList(), repeats);
  }

  private static double worth(List<Integer> ranking, Set<Integer> basket) {
    double worth = 0;
    for (int length : LENGTHS) {
      RankMeasures measures = RankMeasures.of(ranking, basket, length);
      worth += measures.recall() + measures.ndcg();
    }
    return worth;
  }

  /** All products in this order. */
  List<Scored> apply(Options person) {
    List<Scored> had = learnedPlaces >= person.had().size() ? person.had() : blended(person);
    List<Scored> all = new ArrayList<>(had.size() + person.fresh().size());
    int next = 0;
    for (int i = 0; i < had.size(); i++) {
      double stands = person.had().get(i).probability();
      while (!knownFirst
          && next < person.fresh().size()
          && person.fresh().get(next).probability() > stands) {
        all.add(person.fresh().get(next++));
      }
      all.add(had.get(i));
    }
    all.addAll(person.fresh().subList(next, person.fresh().size()));
    return all;
  }

  private List<Scored> blended(Options person) {
    List<Owned> counted =
        person.owned().stream()
            .sorted(
                switch (countedBy) {
                  case OFTEN -> often(person.past());
                  case LATELY -> lately(person.past());
                })
            .toList();
    Map<Integer, Scored> rest = new HashMap<>();
    person.had().forEach(each -> rest.put(each.product(), each));
    List<Scored> ordered = new ArrayList<>(person.had().subList(0, learnedPlaces));
    ordered.forEach(each -> rest.remove(each.product()));
    for (Owned each : counted) {
      if (rest.containsKey(each.product())) {
        ordered.add(rest.get(each.product()));
      }
    }
    return ordered;
  }

  static Comparator<Owned> often(Past past) {
    return Comparator.<Owned>comparingInt(each -> -each.count()).thenComparing(popular(past));
  }

  static Comparator<Owned> lately(Past past) {
    return Comparator.<Owned>comparingInt(each -> -each.lastDay()).thenComparing(often(past));
  }

  private static Comparator<Owned> popular(Past past) {
    return Comparator.<Owned>comparingDouble(each -> -past.ever().weights()[each.product()])
        .thenComparingInt(Owned::product);
  }
}
