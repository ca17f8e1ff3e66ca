package clientele.etl.analytics.basket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import clientele.etl.analytics.SharedData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The Groceries set of the R package arules (9,835 baskets of one month of a German supermarket).
 * Expected figures were computed with arules 1.7-7: rules by apriori with one item on the right,
 * redundant ones by is.redundant, significant ones by is.significant at .01, whose counts are those
 * of each rule's own p, not adjusted for the number of rules.
 */
class GroceriesTest {

  private static final List<String> NAMES = new ArrayList<>();
  private static Baskets baskets;

  @BeforeAll
  static void read() throws IOException {
    Map<String, Integer> numbers = new TreeMap<>();
    try (Stream<String> lines = SharedData.lines("groceries.csv.gz")) {
      List<String[]> rows = lines.map(line -> line.split(",")).toList();
      rows.forEach(row -> Arrays.stream(row).forEach(item -> numbers.put(item, 0)));
      NAMES.clear();
      NAMES.addAll(numbers.keySet());
      numbers.replaceAll((name, number) -> NAMES.indexOf(name));
      Baskets.Builder builder = new Baskets.Builder();
      for (String[] row : rows) {
        Arrays.stream(row).map(numbers::get).forEach(builder::add);
        builder.end();
      }
      baskets = builder.build();
    }
  }

  @Test
  void baskets_and_items_are_as_many_as_known() {
    assertThat(baskets.size()).isEqualTo(9_835);
    assertThat(baskets.itemCount()).isEqualTo(169);
    assertThat(baskets.items()).hasSize(43_367);
    assertThat(baskets.counts()[NAMES.indexOf("whole milk")]).isEqualTo(2_513);
    assertThat(baskets.counts()[NAMES.indexOf("root vegetables")]).isEqualTo(1_072);
  }

  @Test
  void frequent_closed_and_maximal_sets_are_as_many_as_known() {
    expectSets(984, 8, 8, 8);
    expectSets(492, 31, 31, 27);
    expectSets(99, 333, 333, 243);
    expectSets(50, 1_001, 1_001, 708);
    expectSets(10, 13_492, 13_464, 7_794);
    assertThat(bySize(sets(99).sets().stream().map(set -> set.items().length)))
        .isEqualTo(Map.of(1, 88L, 2, 213L, 3, 32L));
  }

  private static void expectSets(int minCount, int frequent, int closed, int maximal) {
    FrequentItemsets sets = sets(minCount);
    assertThat(sets.sets()).hasSize(frequent);
    assertThat(sets.closed()).hasSize(closed);
    assertThat(sets.maximal()).hasSize(maximal);
  }

  @Test
  void rules_are_as_many_as_known_by_size_and_by_filter() {
    expectRules(10, .5, Map.of(2, 11L, 3, 1461L, 4, 3211L, 5, 939L, 6, 46L), 5_096, 5_594);
    expectRules(10, .8, Map.of(3, 29L, 4, 229L, 5, 140L, 6, 12L), 392, 410);
    expectRules(10, .9, Map.of(3, 10L, 4, 57L, 5, 56L, 6, 6L), 125, 129);
    expectRules(99, .5, Map.of(3, 15L), 15, 15);
    expectRules(60, .25, Map.of(2, 150L, 3, 297L, 4, 16L), 446, 453);
    expectRules(99, .2, Map.of(2, 151L, 3, 80L), 229, 219);
    expectRules(50, .3, Map.of(2, 109L, 3, 333L, 4, 40L), 460, 478);
    expectRules(10, .2, Map.of(2, 620L, 3, 9337L, 4, 9824L, 5, 1792L, 6, 60L), 18_642, 18_449);
  }

  private static void expectRules(
      int minCount,
      double confidence,
      Map<Integer, Long> sizes,
      int notRedundant,
      int significant) {
    BasketRules basketRules = new BasketRules(sets(minCount));
    List<BasketRule> rules = basketRules.find(confidence, 1);
    assertThat(bySize(rules.stream().map(rule -> rule.left().length + 1))).isEqualTo(sizes);
    assertThat(rules.stream().filter(rule -> !basketRules.isRedundantAmongRules(rule)))
        .hasSize(notRedundant);
    assertThat(rules.stream().filter(rule -> BasketRules.isSignificant(rule, .01, 1)))
        .hasSize(significant);
  }

  private static Map<Integer, Long> bySize(Stream<Integer> sizes) {
    return sizes.collect(Collectors.groupingBy(size -> size, Collectors.counting()));
  }

  @Test
  void single_rules_have_the_known_measures() {
    expectRule(
        "Instant food products,soda",
        "hamburger meat",
        .00122013218,
        .631578947,
        18.9956543,
        12,
        2.62403951,
        .001155900006,
        212.0251002);
    expectRule(
        "popcorn,soda",
        "salty snack",
        .00122013218,
        .631578947,
        16.6977929,
        12,
        2.61162031,
        .001147060716,
        184.4101002);
    expectRule(
        "baking powder,flour",
        "sugar",
        .00101677682,
        .555555556,
        16.4080747,
        10,
        2.17381800,
        .000954808742,
        150.0355030);
    expectRule(
        "ham,processed cheese",
        "white bread",
        .00193187595,
        .633333333,
        15.0454911,
        19,
        2.61246938,
        .001803473634,
        260.8706491);
    expectRule(
        "liquor,red/blush wine",
        "bottled beer",
        .00193187595,
        .904761905,
        11.23526936,
        19,
        9.65444840,
        .001759928500,
        193.0895671);
    expectRule(
        "rice,sugar",
        "whole milk",
        .00122013218,
        1,
        3.91364903,
        12,
        Double.POSITIVE_INFINITY,
        .000908368869,
        35.0065009);
    expectRule(
        "citrus fruit,root vegetables",
        "other vegetables",
        .0103711235,
        .586206897,
        3.02960842,
        102,
        1.94905948,
        .00694786809,
        175.0580659);
    expectRule(
        "beef",
        "root vegetables",
        .0173868836,
        .331395349,
        3.04036684,
        171,
        1.33262837,
        .01166820407,
        277.3404671);
  }

  private static void expectRule(
      String left,
      String right,
      double support,
      double confidence,
      double lift,
      int count,
      double conviction,
      double leverage,
      double chiSquared) {
    int[] items = Arrays.stream(left.split(",")).mapToInt(NAMES::indexOf).sorted().toArray();
    BasketRule rule =
        new BasketRules(sets(10))
            .find(.2, 1).stream()
                .filter(each -> Arrays.equals(each.left(), items))
                .filter(each -> each.right()[0] == NAMES.indexOf(right))
                .findFirst()
                .orElseThrow();
    assertThat(rule.count()).isEqualTo(count);
    near(rule.support(), support);
    near(rule.confidence(), confidence);
    near(rule.lift(), lift);
    near(rule.leverage(), leverage);
    near(rule.chiSquared(), chiSquared);
    if (Double.isInfinite(conviction)) {
      assertThat(rule.conviction()).isInfinite();
    } else {
      near(rule.conviction(), conviction);
    }
  }

  private static void near(double found, double expected) {
    assertThat(found).isEqualTo(expected, within(6e-9 * expected));
  }

  @Test
  void the_lift_of_all_rules_is_spread_as_known() {
    List<BasketRule> rules = new BasketRules(sets(10)).find(.5, 1);

    assertThat(mean(rules, BasketRule::confidence)).isEqualTo(.6250, within(5e-5));
    assertThat(mean(rules, BasketRule::lift)).isEqualTo(3.262, within(5e-4));
    double[] lifts = rules.stream().mapToDouble(BasketRule::lift).sorted().toArray();
    assertThat(lifts[0]).isEqualTo(1.957, within(5e-4));
    assertThat((lifts[2_833] + lifts[2_834]) / 2).isEqualTo(2.899, within(5e-4));
    assertThat(lifts[5_667]).isEqualTo(18.996, within(5e-4));
  }

  private static double mean(List<BasketRule> rules, ToDoubleFunction<BasketRule> measure) {
    return rules.stream().mapToDouble(measure).average().orElseThrow();
  }

  private static FrequentItemsets sets(int minCount) {
    return FrequentItemsets.find(baskets, minCount, 10, 100_000);
  }
}
