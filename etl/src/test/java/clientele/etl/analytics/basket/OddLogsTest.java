package clientele.etl.analytics.basket;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.analytics.basket.NextBasketBacktest.Line;
import clientele.etl.analytics.basket.NextBasketBacktest.Part;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;

/**
 * Logs with little or nothing to learn from: no line or whole ones, and never a number that is
 * none.
 */
class OddLogsTest {

  private static final int LAST_DAY = 400;
  private static final NextBasketOptions OPTIONS =
      new NextBasketOptions(30, 60, 30, 100, 5_000, 5_000);

  @Test
  void three_people_are_no_trouble() {
    expectWhole(
        log(
            3,
            (builder, person) -> {
              builder.add(10 + person, 0);
              builder.add(200, person);
              builder.add(390, 0);
            }));
  }

  @Test
  void one_product_is_no_trouble() {
    SplittableRandom random = new SplittableRandom(1);
    List<Line> lines =
        expectWhole(
            log(
                500,
                (builder, person) -> {
                  for (int day = random.nextInt(60);
                      day <= LAST_DAY;
                      day += 20 + random.nextInt(40)) {
                    builder.add(day, 0);
                  }
                }));

    assertThat(lines).isNotEmpty();
  }

  @Test
  void people_who_all_come_once_are_no_trouble() {
    SplittableRandom random = new SplittableRandom(2);
    expectWhole(
        log(2_000, (builder, person) -> builder.add(random.nextInt(LAST_DAY), random.nextInt(50))));
  }

  @Test
  void a_log_of_one_day_is_no_trouble() {
    assertThat(
            expectWhole(
                log(
                    100,
                    (builder, person) -> {
                      builder.add(LAST_DAY, person % 7);
                      builder.add(LAST_DAY, 7);
                    })))
        .isEmpty();
  }

  @Test
  void all_that_is_bought_on_equal_days_by_equal_people_is_no_trouble() {
    expectWhole(
        log(
            300,
            (builder, person) -> {
              for (int day = 10; day <= LAST_DAY; day += 30) {
                builder.add(day, 0);
                builder.add(day, 1);
              }
            }));
  }

  @Test
  void ten_thousand_products_are_no_trouble() {
    SplittableRandom random = new SplittableRandom(3);
    expectWhole(
        log(
            500,
            (builder, person) -> {
              for (int day = random.nextInt(90); day <= LAST_DAY; day += 1 + random.nextInt(90)) {
                builder.add(day, random.nextInt(10_000));
              }
            }));
  }

  @Test
  void a_shop_of_300_orders_has_a_back_test() {
    assertThat(expectWhole(StrangeShop.TINY.histories(1), StrangeShop.TINY.lastDay())).isNotEmpty();
  }

  @Test
  void a_shop_where_nobody_buys_anything_twice_has_a_back_test_of_what_is_new() {
    List<Line> lines =
        expectWhole(
            log(
                400,
                (builder, person) -> {
                  for (int visit = 0; visit < 8; visit++) {
                    builder.add(10 + 50 * visit + person % 50, (person % 5 + visit) % 8);
                  }
                }));

    assertThat(lines).extracting(Line::part).containsOnly(Part.ALL, Part.EXPLORE);
  }

  private static Histories log(int people, ObjIntConsumer<Histories.Builder> purchases) {
    Histories.Builder builder = new Histories.Builder();
    for (int person = 0; person < people; person++) {
      purchases.accept(builder, person);
      builder.endPerson();
    }
    return builder.build();
  }

  private static List<Line> expectWhole(Histories histories) {
    return expectWhole(histories, LAST_DAY);
  }

  private static List<Line> expectWhole(Histories histories, int lastDay) {
    List<Line> lines = NextBasketBacktest.run(histories, lastDay, OPTIONS);
    // Five methods at three lengths for all, repeats, and new products where there are any.
    assertThat(lines.size()).isIn(0, 30, 45);
    for (Line line : lines) {
      RankMeasures measures = line.measures();
      assertThat(
              List.of(
                  measures.recall(),
                  measures.ndcg(),
                  measures.ndcgOfFull(),
                  measures.precision(),
                  measures.hit()))
          .as("%s", line)
          .allMatch(value -> value >= 0 && value <= 1);
    }
    return lines;
  }
}
