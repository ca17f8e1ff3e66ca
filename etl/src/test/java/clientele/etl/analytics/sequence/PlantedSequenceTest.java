package clientele.etl.analytics.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Made-up shops whose truth is known: some customers shop ten times as often as others, products
 * differ in how often they are bought, and nothing follows anything except where it is planted.
 */
class PlantedSequenceTest {

  private static final int DAYS = 365;
  private static final int WINDOW = 30;
  private static final int PRODUCTS = 20;
  private static final int CUSTOMERS = 1_500;
  private static final double LEVEL = .05;

  @Test
  void frequent_shoppers_alone_make_no_findings() {
    SplittableRandom random = new SplittableRandom(5);
    int shopsWithFindings = 0;
    for (int shop = 0; shop < 40; shop++) {
      List<FollowEffect> effects = new Shop(random, 0).judge();
      shopsWithFindings += effects.stream().anyMatch(effect -> effect.q() <= LEVEL) ? 1 : 0;
    }

    // Where nothing is true every finding is false: in 2 of 40 shops on average, 6 are too many.
    assertThat(shopsWithFindings).isLessThanOrEqualTo(5);
  }

  @Test
  void a_planted_effect_is_found_on_top() {
    SplittableRandom random = new SplittableRandom(6);
    for (int shop = 0; shop < 5; shop++) {
      List<FollowEffect> effects = new Shop(random, .3).judge();
      FollowEffect planted = effects.get(0);

      assertThat(planted.q()).isLessThan(1e-6);
      assertThat(planted.confidence()).isGreaterThan(.3);
      assertThat(effects)
          .allSatisfy(
              effect ->
                  assertThat(effect.lift().orElseThrow())
                      .isLessThanOrEqualTo(planted.lift().orElseThrow()));
    }
  }

  /** A customer's days hold the products bought as bits. */
  private static final class Shop {

    private final long[] starters = new long[PRODUCTS];
    private final long[] shoppingDaysFollowed = new long[PRODUCTS];
    private final long[][] followed = new long[PRODUCTS][PRODUCTS];
    private long shoppingDays;

    /**
     * @param plantedShare share of the customers who buy product 1 ten days after product 0
     */
    Shop(SplittableRandom random, double plantedShare) {
      for (int customer = 0; customer < CUSTOMERS; customer++) {
        count(customer(random, random.nextDouble() < plantedShare));
      }
    }

    private static int[] customer(SplittableRandom random, boolean isPlanted) {
      int[] bought = new int[DAYS];
      double rate = .01 * Math.pow(10, random.nextDouble());
      for (int day = 0; day < DAYS; day++) {
        if (random.nextDouble() < rate) {
          for (int product = 0; product < PRODUCTS; product++) {
            bought[day] |= random.nextDouble() < .02 + .01 * product ? 1 << product : 0;
          }
          if (isPlanted && (bought[day] & 1) == 1 && day + 10 < DAYS) {
            bought[day + 10] |= 2;
          }
        }
      }
      return bought;
    }

    private void count(int[] bought) {
      int started = 0;
      for (int day = 0; day + WINDOW < DAYS; day++) {
        if (bought[day] != 0) {
          int window = 0;
          for (int later = day + 1; later <= day + WINDOW; later++) {
            window |= bought[later];
          }
          shoppingDays++;
          add(window, shoppingDaysFollowed);
          int begun = bought[day] & ~started;
          started |= begun;
          add(begun, starters);
          for (int product = 0; product < PRODUCTS; product++) {
            add((begun >> product & 1) == 1 ? window : 0, followed[product]);
          }
        }
      }
    }

    private static void add(int products, long[] counts) {
      for (int product = 0; product < PRODUCTS; product++) {
        counts[product] += products >> product & 1;
      }
    }

    /** All ordered pairs of different products, 0 then 1 the first of them. */
    List<FollowEffect> judge() {
      List<FollowCount> counts = new ArrayList<>();
      for (int product = 0; product < PRODUCTS; product++) {
        for (int next = 0; next < PRODUCTS; next++) {
          if (product != next) {
            counts.add(count(product, next));
          }
        }
      }
      return FollowEffect.judge(counts, counts.size(), LEVEL);
    }

    /** All days are one stratum. */
    private FollowCount count(int product, int next) {
      double weight = (double) starters[product] / (shoppingDays - starters[product]);
      long followedOthers = shoppingDaysFollowed[next] - followed[product][next];
      return new FollowCount(
          starters[product],
          followed[product][next],
          weight * followedOthers,
          weight * weight * followedOthers,
          (double) starters[product] * shoppingDaysFollowed[next] / shoppingDays);
    }
  }
}
