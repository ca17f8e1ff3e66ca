package clientele.etl.analytics.basket;

import clientele.etl.analytics.basket.NextBasketBacktest.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How the products for a person are ordered: of those had before the likeliest first, the rest by
 * counting, which foretells the tail as well as what is learned and sometimes better; and the new
 * ones between or after them.
 *
 * @param countedBy what is counted
 * @param learnedPlaces so many first places go by learned chance
 * @param isFreshPopular whether new ones go by popularity; else the likeliest first
 * @param knownFirst whether all products had before come first; else the i-th of them stands where
 *     the i-th highest of their chances does among the chances of the new ones
 */
public record RankOrder(
    CountedBy countedBy, int learnedPlaces, boolean isFreshPopular, boolean knownFirst) {

  /** By learned chance alone. */
  static final RankOrder LEARNED = new RankOrder(CountedBy.OFTEN, Integer.MAX_VALUE, false, false);

  /** By counting alone. */
  static final RankOrder COUNTED = new RankOrder(CountedBy.OFTEN, 0, true, true);

  private static final int[] PLACES = {Integer.MAX_VALUE, 10, 7, 5, 3, 2, 1, 0};

  /** How many times as much as a gain it counts where counting alone is better. */
  private static final double SHORTFALL = 10;

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
   * @param popular the new ones, the most popular first
   * @param known the products of those had before
   */
  record Options(
      List<Scored> had,
      List<Scored> fresh,
      List<Scored> popular,
      Set<Integer> known,
      List<Owned> owned,
      Past past) {}

  /**
   * A person whose next basket is known.
   *
   * @param basket at least one product
   */
  record Shopper(Options options, Set<Integer> basket) {}

  /**
   * The order with the highest sum of recall and gain over all lengths, for whole baskets and for
   * each part, less much more for each of these that counting alone does better; of equal ones the
   * first tried.
   */
  static RankOrder choose(List<Shopper> people) {
    double[] counted = counted(people);
    RankOrder best = LEARNED;
    double most = best.worth(people, counted);
    for (RankOrder tried : all()) {
      double worth = tried.worth(people, counted);
      if (worth > most) {
        best = tried;
        most = worth;
      }
    }
    return best;
  }

  private static List<RankOrder> all() {
    List<RankOrder> all = new ArrayList<>();
    for (CountedBy countedBy : CountedBy.values()) {
      for (int places : PLACES) {
        for (boolean isFreshPopular : new boolean[] {false, true}) {
          for (boolean knownFirst : new boolean[] {false, true}) {
            all.add(new RankOrder(countedBy, places, isFreshPopular, knownFirst));
          }
        }
      }
    }
    return all;
  }

  /** The best of the ways that only count, each measure for itself. */
  private static double[] counted(List<Shopper> people) {
    Map<Method, Tally> tallies = new EnumMap<>(Method.class);
    for (Shopper person : people) {
      Options options = person.options();
      Counting.rankings(options.past(), options.owned())
          .forEach(
              (method, ranking) ->
                  tallies
                      .computeIfAbsent(method, key -> new Tally())
                      .add(ranking, person.basket(), options.known()));
    }
    double[] best = new Tally().recallsAndGains();
    for (Tally tally : tallies.values()) {
      double[] reached = tally.recallsAndGains();
      Arrays.setAll(best, i -> Math.max(best[i], reached[i]));
    }
    return best;
  }

  private double worth(List<Shopper> people, double[] counted) {
    Tally tally = new Tally();
    for (Shopper person : people) {
      List<Integer> ranking = apply(person.options()).stream().map(Scored::product).toList();
      tally.add(ranking, person.basket(), person.options().known());
    }
    double[] reached = tally.recallsAndGains();
    return IntStream.range(0, reached.length)
        .mapToDouble(i -> reached[i] - SHORTFALL * Math.max(0, counted[i] - reached[i]))
        .sum();
  }

  /** All products in this order. */
  List<Scored> apply(Options person) {
    List<Scored> had = learnedPlaces >= person.had().size() ? person.had() : blended(person);
    List<Scored> fresh = isFreshPopular ? person.popular() : person.fresh();
    List<Scored> all = new ArrayList<>(had.size() + fresh.size());
    int next = 0;
    for (int i = 0; i < had.size(); i++) {
      double stands = person.had().get(i).probability();
      while (!knownFirst
          && next < person.fresh().size()
          && person.fresh().get(next).probability() > stands) {
        all.add(fresh.get(next++));
      }
      all.add(had.get(i));
    }
    all.addAll(fresh.subList(next, fresh.size()));
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
