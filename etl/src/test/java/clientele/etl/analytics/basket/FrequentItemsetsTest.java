package clientele.etl.analytics.basket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrequentItemsetsTest {

  @Test
  void the_rules_of_sparks_own_test_come_out() {
    FrequentItemsets sets =
        sets(
            1,
            new int[] {1, 2},
            new int[] {3},
            new int[] {4, 5},
            new int[] {1, 2, 3},
            new int[] {2});
    List<BasketRule> rules = new BasketRules(sets).find(.1, 1);

    assertThat(rules).hasSize(11);
    expect(rules, "2=>1", .6667, 1.6667, .4);
    expect(rules, "2=>3", .3333, .8333, .2);
    expect(rules, "3=>1", .5, 1.25, .2);
    expect(rules, "3=>2", .5, .8333, .2);
    expect(rules, "1,3=>2", 1, 1.6667, .2);
    expect(rules, "1,2=>3", .5, 1.25, .2);
    expect(rules, "2,3=>1", 1, 2.5, .2);
    expect(rules, "4=>5", 1, 5, .2);
    expect(rules, "5=>4", 1, 5, .2);
    expect(rules, "1=>3", .5, 1.25, .2);
    expect(rules, "1=>2", 1, 1.6667, .4);
  }

  @Test
  void the_rules_of_the_mlxtend_example_come_out_with_all_measures() {
    FrequentItemsets sets =
        sets(
            3,
            new int[] {3, 5, 6, 7, 8, 10},
            new int[] {2, 3, 5, 7, 8, 10},
            new int[] {0, 3, 5, 6},
            new int[] {1, 4, 5, 6, 10},
            new int[] {1, 3, 5, 8, 9});
    List<BasketRule> rules = new BasketRules(sets).find(.8, 2);

    assertThat(rules).hasSize(9);
    BasketRule onions = rule(rules, "8=>3");
    assertThat(onions.support()).isEqualTo(.6);
    assertThat(onions.confidence()).isEqualTo(1);
    assertThat(onions.lift()).isEqualTo(1.25);
    assertThat(onions.leverage()).isEqualTo(.12, within(1e-12));
    assertThat(onions.conviction()).isInfinite();
    assertThat(onions.zhang()).isEqualTo(.5, within(1e-12));
    assertThat(onions.jaccard()).isEqualTo(.75);
    assertThat(onions.certainty()).isEqualTo(1, within(1e-12));
    assertThat(onions.kulczynski()).isEqualTo(.875);
    BasketRule beans = rule(rules, "5=>3");
    assertThat(beans.support()).isEqualTo(.8);
    assertThat(beans.confidence()).isEqualTo(.8);
    assertThat(beans.lift()).isEqualTo(1);
    assertThat(beans.leverage()).isEqualTo(0, within(1e-12));
    assertThat(beans.conviction()).isEqualTo(1, within(1e-12));
    assertThat(beans.zhang()).isEqualTo(0, within(1e-12));
    assertThat(beans.jaccard()).isEqualTo(.8);
    assertThat(beans.certainty()).isEqualTo(0, within(1e-12));
    assertThat(beans.kulczynski()).isEqualTo(.9, within(1e-12));
  }

  @Test
  void the_sets_and_rules_of_spmfs_example_come_out() {
    FrequentItemsets sets =
        sets(
            3,
            new int[] {1, 2, 4, 5},
            new int[] {2, 3, 5},
            new int[] {1, 2, 4, 5},
            new int[] {1, 2, 3, 5},
            new int[] {1, 2, 3, 4, 5},
            new int[] {2, 3, 4});

    assertThat(sets.sets()).hasSize(19);
    assertThat(rule(new BasketRules(sets).find(.9, 5), "4,5=>1").lift()).isEqualTo(1.5);
    assertThat(rule(new BasketRules(sets).find(.9, 5), "1=>5").lift())
        .isEqualTo(1.2, within(1e-12));
    assertThat(rule(new BasketRules(sets).find(.9, 5), "3=>2").lift()).isEqualTo(1);
  }

  @Property(tries = 300)
  void every_set_has_the_count_that_a_plain_scan_finds_and_none_is_missing(
      @ForAll @Size(max = 12) List<@Size(max = 7) Set<@IntRange(max = 6) Integer>> rows,
      @ForAll @IntRange(min = 1, max = 4) int minCount) {
    FrequentItemsets sets =
        sets(
            minCount,
            rows.stream()
                .map(row -> row.stream().mapToInt(i -> i).toArray())
                .toArray(int[][]::new));
    long frequent = 0;
    for (int mask = 1; mask < 128; mask++) {
      Set<Integer> items = new TreeSet<>();
      for (int item = 0; item < 7; item++) {
        if ((mask & 1 << item) != 0) {
          items.add(item);
        }
      }
      long count = rows.stream().filter(row -> row.containsAll(items)).count();
      if (count >= minCount) {
        frequent++;
        assertThat(sets.count(items.stream().mapToInt(i -> i).toArray())).hasValue((int) count);
      }
    }
    assertThat(sets.sets()).hasSize((int) frequent);
  }

  @Test
  void items_that_are_always_together_do_not_fill_the_memory() {
    int[] all = IntStream.range(0, 30).toArray();
    int[][] rows = new int[100][];
    Arrays.fill(rows, 0, 60, all);
    Arrays.fill(rows, 60, 100, new int[] {0, 1});
    Baskets.Builder builder = new Baskets.Builder();
    for (int[] row : rows) {
      Arrays.stream(row).forEach(builder::add);
      builder.end();
    }
    FrequentItemsets sets = FrequentItemsets.find(builder.build(), 10, 20, 1_000);

    assertThat(sets.minCount()).isEqualTo(80);
    assertThat(sets.sets()).hasSize(3);
  }

  @Test
  void bounds_that_ask_for_nothing_are_refused() {
    assertThatThrownBy(() -> FrequentItemsets.find(new Baskets.Builder().build(), 0, 1, 1))
        .hasMessageContaining("at least 0 baskets");
  }

  private static void expect(
      List<BasketRule> rules, String name, double confidence, double lift, double support) {
    BasketRule rule = rule(rules, name);
    assertThat(rule.confidence()).isEqualTo(confidence, within(5e-5));
    assertThat(rule.lift()).isEqualTo(lift, within(5e-5));
    assertThat(rule.support()).isEqualTo(support, within(1e-12));
  }

  private static BasketRule rule(List<BasketRule> rules, String name) {
    return rules.stream()
        .filter(rule -> (text(rule.left()) + "=>" + text(rule.right())).equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String text(int[] items) {
    return Arrays.stream(items).mapToObj(String::valueOf).collect(Collectors.joining(","));
  }

  private static FrequentItemsets sets(int minCount, int[]... rows) {
    Baskets.Builder builder = new Baskets.Builder();
    for (int[] row : rows) {
      Arrays.stream(row).forEach(builder::add);
      builder.end();
    }
    return FrequentItemsets.find(builder.build(), minCount, 10, 100_000);
  }
}
