package clientele.etl.analytics.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What must hold for all paths, whatever they are. */
class AttributionRulesTest {

  private static final Offset<Double> TINY = Offset.offset(1e-9);
  private static final List<CreditRule> RULES =
      List.of(
          new CreditRule.First(),
          new CreditRule.Last(),
          new CreditRule.Linear(),
          new CreditRule.Position(.4, .4),
          new CreditRule.Position(1, 0),
          new CreditRule.TimeDecay(7),
          new CreditRule.Shapley());

  @Property(tries = 200)
  void every_rule_shares_out_all_and_no_more(@ForAll("paths") List<TouchPath> paths) {
    for (CreditRule rule : RULES) {
      Credits credits = new Credits(rule);
      paths.forEach(credits::add);
      assertThat(credits.byPlace().values().stream().mapToDouble(Credits.Credit::conversions).sum())
          .isCloseTo(paths.stream().mapToDouble(TouchPath::conversions).sum(), TINY);
      paths.forEach(
          path ->
              assertThat(DoubleStream.of(rule.shares(path.touches())).min().orElseThrow())
                  .isNotNegative());
    }
  }

  /** By its own definition: the mean over all orders in which the places join. */
  @Property(tries = 50)
  void equal_parts_over_distinct_places_are_shapleys(@ForAll("paths") List<TouchPath> paths) {
    Credits credits = new Credits(new CreditRule.Shapley());
    paths.forEach(credits::add);
    List<String> places = List.copyOf(credits.byPlace().keySet());
    List<List<String>> orders = permutations(places);
    Map<String, Double> value = new TreeMap<>();
    for (List<String> order : orders) {
      for (int place = 0; place < order.size(); place++) {
        double gain =
            worth(paths, Set.copyOf(order.subList(0, place + 1)))
                - worth(paths, Set.copyOf(order.subList(0, place)));
        value.merge(order.get(place), gain / orders.size(), Double::sum);
      }
    }
    value.forEach(
        (place, worth) ->
            assertThat(credits.byPlace().get(place).conversions()).isCloseTo(worth, TINY));
  }

  private static double worth(List<TouchPath> paths, Set<String> coalition) {
    return paths.stream()
        .filter(
            path -> path.touches().stream().allMatch(touch -> coalition.contains(touch.place())))
        .mapToDouble(TouchPath::conversions)
        .sum();
  }

  private static List<List<String>> permutations(List<String> places) {
    if (places.isEmpty()) {
      return List.of(List.of());
    }
    List<List<String>> all = new ArrayList<>();
    for (String first : places) {
      List<String> rest = places.stream().filter(place -> !place.equals(first)).toList();
      for (List<String> order : permutations(rest)) {
        List<String> longer = new ArrayList<>(List.of(first));
        longer.addAll(order);
        all.add(longer);
      }
    }
    return all;
  }

  @Property(tries = 200)
  void steps_from_a_place_to_itself_change_no_removal_effect(
      @ForAll("paths") List<TouchPath> paths) {
    MarkovPaths plain = new MarkovPaths(1);
    MarkovPaths repeated = new MarkovPaths(1);
    for (TouchPath path : paths) {
      List<TouchPath.Touch> once = new ArrayList<>();
      for (TouchPath.Touch touch : path.touches()) {
        if (once.isEmpty() || !once.get(once.size() - 1).place().equals(touch.place())) {
          once.add(touch);
        }
      }
      List<TouchPath.Touch> twice =
          once.stream().flatMap(touch -> Stream.of(touch, touch)).toList();
      plain.add(new TouchPath(once, path.conversions(), path.value(), path.nulls()));
      repeated.add(new TouchPath(twice, path.conversions(), path.value(), path.nulls()));
    }
    Map<String, Double> expected = plain.removalEffects().orElseThrow();
    repeated
        .removalEffects()
        .orElseThrow()
        .forEach((place, effect) -> assertThat(effect).isCloseTo(expected.get(place), TINY));
  }

  /** A chain that remembers whole paths loses exactly the conversions of paths with the place. */
  @Property(tries = 200)
  void a_chain_that_remembers_all_loses_the_paths_with_the_place(
      @ForAll("shortPaths") List<TouchPath> paths) {
    MarkovPaths chain = new MarkovPaths(3);
    paths.forEach(chain::add);
    double all = paths.stream().mapToDouble(TouchPath::conversions).sum();
    chain
        .removalEffects()
        .orElseThrow()
        .forEach(
            (place, effect) -> {
              double with =
                  paths.stream()
                      .filter(
                          path ->
                              path.touches().stream()
                                  .anyMatch(touch -> touch.place().equals(place)))
                      .mapToDouble(TouchPath::conversions)
                      .sum();
              assertThat(effect).isCloseTo(all == 0 ? 0 : with / all, TINY);
            });
  }

  @Property(tries = 200)
  void cents_add_up(@ForAll("paths") List<TouchPath> paths) {
    Credits credits = new Credits(new CreditRule.TimeDecay(3));
    paths.forEach(credits::add);
    BigDecimal total =
        BigDecimal.valueOf(
            paths.stream().mapToLong(path -> Math.round(path.value() * 100)).sum(), 2);
    Map<String, Double> parts =
        credits.byPlace().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().value()));
    Map<String, BigDecimal> cents = Cents.share(total, parts);
    assertThat(cents.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(total);
    cents.forEach(
        (place, amount) ->
            assertThat(amount.doubleValue()).isCloseTo(parts.get(place), Offset.offset(.0101)));
  }

  @Test
  void settings_that_mean_nothing_are_refused() {
    assertThatThrownBy(() -> new MarkovPaths(4)).hasMessage("Markov order 4: must be 1, 2 or 3");
    assertThatThrownBy(() -> new CreditRule.Position(.7, .7)).hasMessageContaining("at most 1");
    assertThatThrownBy(() -> new CreditRule.TimeDecay(0)).hasMessageContaining("above 0");
  }

  @Test
  void a_half_life_halves() {
    double[] shares =
        new CreditRule.TimeDecay(7)
            .shares(
                List.of(
                    new TouchPath.Touch("a", 14),
                    new TouchPath.Touch("b", 7),
                    new TouchPath.Touch("c", 0)));
    assertThat(shares).containsExactly(new double[] {1 / 7.0, 2 / 7.0, 4 / 7.0}, TINY);
  }

  @Provide
  Arbitrary<List<TouchPath>> paths() {
    return paths(8);
  }

  @Provide
  Arbitrary<List<TouchPath>> shortPaths() {
    return paths(3);
  }

  private static Arbitrary<List<TouchPath>> paths(int longest) {
    Arbitrary<List<TouchPath.Touch>> touches =
        Combinators.combine(
                Arbitraries.of("a", "b", "c", "d"), Arbitraries.integers().between(0, 30))
            .as((place, age) -> new TouchPath.Touch(place, age))
            .list()
            .ofMinSize(1)
            .ofMaxSize(longest);
    return Combinators.combine(
            touches,
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 999),
            Arbitraries.integers().between(0, 5))
        .as(
            (path, conversions, cents, nulls) ->
                new TouchPath(path, conversions, cents / 100.0, nulls))
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Test
  void no_place_comes_of_blanks() {
    assertThat(TouchPath.parse("")).isEmpty();
    assertThat(TouchPath.parse("a >  > b"))
        .extracting(TouchPath.Touch::place)
        .containsExactly("a", "b");
  }
}
