package clientele.etl.analytics.basket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import clientele.etl.analytics.basket.NextBasketBacktest.Line;
import clientele.etl.analytics.basket.NextBasketBacktest.Method;
import clientele.etl.analytics.basket.NextBasketBacktest.Part;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NextBasketBacktestTest {

  private static final int LAST_DAY = 400;
  private static final NextBasketOptions OPTIONS =
      new NextBasketOptions(30, 60, 30, 100, 5_000, 5_000);

  @Test
  void measures_of_a_list_that_one_can_check_by_hand() {
    RankMeasures measures = RankMeasures.of(List.of(7, 1, 8, 2, 9), Set.of(1, 2, 3), 5);

    assertThat(measures.recall()).isEqualTo(2.0 / 3, within(1e-12));
    assertThat(measures.precision()).isEqualTo(.4, within(1e-12));
    assertThat(measures.hit()).isEqualTo(1);
    // (1 / log2 3 + 1 / log2 5) over 1 + 1 / log2 3 + 1 / 2, and over the same with two more terms
    assertThat(measures.ndcg()).isEqualTo(0.4981893, within(1e-7));
    assertThat(measures.ndcgOfFull()).isEqualTo(0.3600546, within(1e-7));
    assertThat(RankMeasures.of(List.of(), Set.of(1), 5)).isEqualTo(RankMeasures.NONE);
  }

  @Test
  void rhythms_and_sequences_are_used_where_counting_alone_fails() {
    List<Line> lines =
        NextBasketBacktest.run(shop(LAST_DAY, new SplittableRandom(2)), LAST_DAY, OPTIONS);

    assertThat(lines).hasSize(45);
    for (Part part : Part.values()) {
      for (int length : new int[] {5, 10, 20}) {
        Line score = line(lines, Method.SCORE, part, length);
        for (Method other : Method.values()) {
          assertThat(score.measures().ndcg())
              .as("%s at %d against %s", part, length, other)
              .isGreaterThanOrEqualTo(line(lines, other, part, length).measures().ndcg());
        }
      }
      assertThat(line(lines, Method.SCORE, part, 5).measures().ndcg())
          .isGreaterThan(
              1.25 * line(lines, Method.PERSONAL_THEN_GLOBAL, part, 5).measures().ndcg());
    }
  }

  @Test
  void what_comes_after_the_last_day_is_not_seen_and_a_repetition_is_the_same() {
    List<Line> once =
        NextBasketBacktest.run(shop(LAST_DAY, new SplittableRandom(2)), LAST_DAY, OPTIONS);
    List<Line> withFuture =
        NextBasketBacktest.run(shop(LAST_DAY + 50, new SplittableRandom(2)), LAST_DAY, OPTIONS);

    assertThat(withFuture).isEqualTo(once);
  }

  @Test
  void a_history_shorter_than_three_horizons_is_not_enough() {
    Histories.Builder builder = new Histories.Builder();
    builder.add(LAST_DAY - 80, 0);
    builder.add(LAST_DAY - 5, 0);
    builder.endPerson();

    assertThat(NextBasketBacktest.run(builder.build(), LAST_DAY, OPTIONS)).isEmpty();
    assertThat(NextBasketBacktest.run(new Histories.Builder().build(), LAST_DAY, OPTIONS))
        .isEmpty();
  }

  private static Line line(List<Line> lines, Method method, Part part, int length) {
    return lines.stream()
        .filter(line -> line.method() == method && line.part() == part && line.length() == length)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Everybody buys products 0 to 4 again about every 40, 50 .. 80 days; 6 to 39 come by chance, but
   * half of those who buy an even one buy the next odd one weeks later.
   */
  private static Histories shop(int lastDay, SplittableRandom random) {
    Histories.Builder builder = new Histories.Builder();
    for (int person = 0; person < 1_500; person++) {
      SplittableRandom own = random.split();
      TreeSet<Integer> purchases = new TreeSet<>();
      for (int product = 0; product < 5; product++) {
        for (int day = own.nextInt(100); day <= LAST_DAY + 50; ) {
          purchases.add(day * 100 + product);
          day += (int) Math.round((40 + 10 * product) * (1 + .12 * own.nextGaussian()));
        }
      }
      for (int visit = 0; visit < 6; visit++) {
        int day = own.nextInt(LAST_DAY + 50);
        int chance = 6 + own.nextInt(34);
        purchases.add(day * 100 + chance);
        if (chance % 2 == 0 && own.nextBoolean()) {
          purchases.add((day + 10 + own.nextInt(30)) * 100 + chance + 1);
        }
      }
      purchases.stream()
          .filter(each -> each / 100 <= lastDay)
          .forEach(each -> builder.add(each / 100, each % 100));
      builder.endPerson();
    }
    return builder.build();
  }
}
