package clientele.etl.analytics.basket;

import clientele.etl.analytics.FigureTables;
import clientele.etl.analytics.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The Groceries set of the R package arules (9,835 baskets of one month of a German supermarket).
 * Expected figures were computed with arules 1.7-7: rules by apriori with one item on the right,
 * redundant ones by is.redundant, significant ones by is.significant at .01, whose counts are those
 * of each rule's own p, not adjusted for the number of rules.
 */
public final class GroceryFigures {

  private final FigureTables figures;
  private final List<String> names;
  private final Baskets baskets;

  private GroceryFigures(FigureTables figures, List<String> names, Baskets baskets) {
    this.figures = figures;
    this.names = names;
    this.baskets = baskets;
  }

  public static void add(FigureTables figures) {
    try (Stream<String> lines = SharedData.lines("groceries.csv.gz")) {
      List<String[]> rows = lines.map(line -> line.split(",")).toList();
      Map<String, Integer> numbers = new TreeMap<>();
      rows.forEach(row -> Arrays.stream(row).forEach(item -> numbers.put(item, 0)));
      List<String> names = new ArrayList<>(numbers.keySet());
      numbers.replaceAll((name, number) -> names.indexOf(name));
      Baskets.Builder builder = new Baskets.Builder();
      for (String[] row : rows) {
        Arrays.stream(row).map(numbers::get).forEach(builder::add);
        builder.end();
      }
      new GroceryFigures(figures, names, builder.build()).add();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add() {
    figures.section("Groceries: baskets and frequent sets (arules 1.7-7)");
    contents();
    figures.section("Groceries: rules by support and confidence");
    rules(10, .5, Map.of(2, 11, 3, 1461, 4, 3211, 5, 939, 6, 46), 5_096, 5_594);
    rules(10, .8, Map.of(3, 29, 4, 229, 5, 140, 6, 12), 392, 410);
    rules(10, .9, Map.of(3, 10, 4, 57, 5, 56, 6, 6), 125, 129);
    rules(99, .5, Map.of(3, 15), 15, 15);
    rules(60, .25, Map.of(2, 150, 3, 297, 4, 16), 446, 453);
    rules(99, .2, Map.of(2, 151, 3, 80), 229, 219);
    rules(50, .3, Map.of(2, 109, 3, 333, 4, 40), 460, 478);
    rules(10, .2, Map.of(2, 620, 3, 9337, 4, 9824, 5, 1792, 6, 60), 18_642, 18_449);
    figures.section("Groceries: measures of single rules");
    SINGLE.forEach(this::single);
    figures.section("Groceries: spread of the measures at support .001, confidence .5");
    spread();
  }

  private void contents() {
    count("baskets", 9_835, baskets.size());
    count("items", 169, baskets.itemCount());
    count("item rows", 43_367, baskets.items().length);
    figures.add(
        "density",
        .02609146,
        baskets.items().length / (double) baskets.size() / baskets.itemCount(),
        5.1e-9);
    Map<String, Integer> top = new TreeMap<>();
    top.put("whole milk", 2_513);
    top.put("other vegetables", 1_903);
    top.put("rolls/buns", 1_809);
    top.put("soda", 1_715);
    top.put("yogurt", 1_372);
    top.put("bottled water", 1_087);
    top.put("root vegetables", 1_072);
    top.forEach((name, times) -> count(name, times, baskets.counts()[names.indexOf(name)]));
    sets(984, ".1", 8, 8, 8);
    sets(492, ".05", 31, 31, 27);
    sets(99, ".01", 333, 333, 243);
    sets(50, ".005", 1_001, 1_001, 708);
    sets(10, ".001", 13_492, 13_464, 7_794);
    bySize(
        "frequent sets at .01",
        Map.of(1, 88, 2, 213, 3, 32),
        find(99).sets().stream().map(set -> set.items().length));
  }

  private void sets(int minCount, String support, int frequent, int closed, int maximal) {
    FrequentItemsets sets = find(minCount);
    count("frequent sets at " + support, frequent, sets.sets().size());
    count("closed sets at " + support, closed, sets.closed().size());
    count("maximal sets at " + support, maximal, sets.maximal().size());
  }

  private void rules(
      int minCount,
      double confidence,
      Map<Integer, Integer> sizes,
      int notRedundant,
      int significant) {
    BasketRules basketRules = new BasketRules(find(minCount));
    List<BasketRule> rules = basketRules.find(confidence, 1);
    String of = "rules in %d baskets at %s".formatted(minCount, confidence);
    bySize(of, sizes, rules.stream().map(rule -> rule.left().length + 1));
    count(
        of + ", not redundant",
        notRedundant,
        rules.stream().filter(rule -> !basketRules.isRedundantAmongRules(rule)).count());
    count(
        of + ", significant",
        significant,
        rules.stream().filter(rule -> BasketRules.isSignificant(rule, .01, 1)).count());
  }

  private void bySize(String name, Map<Integer, Integer> expected, Stream<Integer> sizes) {
    Map<Integer, Long> got =
        sizes.collect(Collectors.groupingBy(size -> size, TreeMap::new, Collectors.counting()));
    count(
        name,
        expected.values().stream().mapToInt(number -> number).sum(),
        got.values().stream().mapToLong(number -> number).sum());
    IntStream.rangeClosed(1, 10)
        .filter(size -> expected.containsKey(size) || got.containsKey(size))
        .forEach(
            size ->
                count(
                    "%s, of %d items".formatted(name, size),
                    expected.getOrDefault(size, 0),
                    got.getOrDefault(size, 0L)));
  }

  private record Single(
      String left,
      String right,
      double support,
      double confidence,
      double lift,
      int count,
      double conviction,
      double leverage,
      double chiSquared) {}

  private static final List<Single> SINGLE =
      List.of(
          new Single(
              "Instant food products,soda",
              "hamburger meat",
              .00122013218,
              .631578947,
              18.9956543,
              12,
              2.62403951,
              .001155900006,
              212.0251002),
          new Single(
              "popcorn,soda",
              "salty snack",
              .00122013218,
              .631578947,
              16.6977929,
              12,
              2.61162031,
              .001147060716,
              184.4101002),
          new Single(
              "baking powder,flour",
              "sugar",
              .00101677682,
              .555555556,
              16.4080747,
              10,
              2.17381800,
              .000954808742,
              150.0355030),
          new Single(
              "ham,processed cheese",
              "white bread",
              .00193187595,
              .633333333,
              15.0454911,
              19,
              2.61246938,
              .001803473634,
              260.8706491),
          new Single(
              "liquor,red/blush wine",
              "bottled beer",
              .00193187595,
              .904761905,
              11.23526936,
              19,
              9.65444840,
              .001759928500,
              193.0895671),
          new Single(
              "rice,sugar",
              "whole milk",
              .00122013218,
              1,
              3.91364903,
              12,
              Double.POSITIVE_INFINITY,
              .000908368869,
              35.0065009),
          new Single(
              "citrus fruit,root vegetables",
              "other vegetables",
              .0103711235,
              .586206897,
              3.02960842,
              102,
              1.94905948,
              .00694786809,
              175.0580659),
          new Single(
              "beef",
              "root vegetables",
              .0173868836,
              .331395349,
              3.04036684,
              171,
              1.33262837,
              .01166820407,
              277.3404671));

  private void single(Single expected) {
    int[] items =
        Arrays.stream(expected.left().split(",")).mapToInt(names::indexOf).sorted().toArray();
    BasketRule rule =
        new BasketRules(find(10))
            .find(.2, 1).stream()
                .filter(each -> Arrays.equals(each.left(), items))
                .filter(each -> each.right()[0] == names.indexOf(expected.right()))
                .findFirst()
                .orElseThrow();
    String name = expected.left() + " => " + expected.right();
    count(name + " count", expected.count(), rule.count());
    near(name + " support", expected.support(), rule.support());
    near(name + " confidence", expected.confidence(), rule.confidence());
    near(name + " lift", expected.lift(), rule.lift());
    near(name + " leverage", expected.leverage(), rule.leverage());
    near(name + " chi squared", expected.chiSquared(), rule.chiSquared());
    if (Double.isInfinite(expected.conviction())) {
      near(name + " 1 / conviction", 0, 1 / rule.conviction());
    } else {
      near(name + " conviction", expected.conviction(), rule.conviction());
    }
  }

  private void spread() {
    List<BasketRule> rules = new BasketRules(find(10)).find(.5, 1);
    double[] lifts = rules.stream().mapToDouble(BasketRule::lift).sorted().toArray();
    figures.add(
        "mean confidence",
        .6250,
        rules.stream().mapToDouble(BasketRule::confidence).average().orElseThrow(),
        5e-5);
    figures.add("mean lift", 3.262, Arrays.stream(lifts).average().orElseThrow(), 5e-4);
    figures.add("least lift", 1.957, lifts[0], 5e-4);
    figures.add("median lift", 2.899, (lifts[2_833] + lifts[2_834]) / 2, 5e-4);
    figures.add("greatest lift", 18.996, lifts[5_667], 5e-4);
  }

  private void count(String name, long expected, long got) {
    figures.add(name, expected, got, 0);
  }

  private void near(String name, double expected, double got) {
    figures.relative(name, expected, got, 6e-9);
  }

  private FrequentItemsets find(int minCount) {
    return FrequentItemsets.find(baskets, minCount, 10, 100_000);
  }
}
