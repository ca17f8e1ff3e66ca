package clientele.etl.analytics.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import clientele.etl.analytics.interval.Rhythms.Basis;
import clientele.etl.analytics.interval.Rhythms.Known;
import clientele.etl.analytics.interval.Rhythms.Product;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RhythmsTest {

  private static final ReturnGaps MONTHLY =
      gaps(
          new GapCount(25, 20, 0),
          new GapCount(30, 30, 0),
          new GapCount(36, 20, 0),
          new GapCount(120, 0, 30));

  @Test
  void a_product_without_data_is_like_its_category_and_one_without_a_category_like_all() {
    Map<String, Known> known =
        Rhythms.of(
            List.of(
                product("espresso", "coffee", MONTHLY),
                product("decaf", "coffee", gaps(new GapCount(5, 0, 3))),
                product("bread", "bakery", gaps(new GapCount(5, 0, 3))),
                product("tea", "", gaps(new GapCount(5, 0, 3)))),
            30);

    assertThat(known.get("espresso").basis()).isEqualTo(Basis.OWN);
    assertThat(known.get("decaf").basis()).isEqualTo(Basis.CATEGORY);
    assertThat(known.get("bread").basis()).isEqualTo(Basis.ALL);
    assertThat(known.get("tea").basis()).isEqualTo(Basis.ALL);
    assertThat(known.get("decaf").rhythm().quantile(.5)).isEqualTo(30, within(1.0));
  }

  @Test
  void few_data_move_a_product_part_of_the_way() {
    Map<String, Known> known =
        Rhythms.of(
            List.of(
                product("espresso", "coffee", MONTHLY),
                product(
                    "filter",
                    "coffee",
                    gaps(new GapCount(20, 40, 0), new GapCount(24, 40, 0), new GapCount(99, 0, 9))),
                product("decaf", "coffee", gaps(new GapCount(60, 2, 0)))),
            30);

    assertThat(known.get("decaf").rhythm().quantile(.5)).isBetween(28.0, 55.0);
    assertThat(known.get("espresso").rhythm().quantile(.5)).isEqualTo(30, within(.6));
  }

  @Test
  void too_few_data_in_all_are_no_rhythm() {
    assertThat(Rhythms.of(List.of(product("tea", "", gaps(new GapCount(9, 5, 0)))), 30)).isEmpty();
    assertThat(Rhythms.of(List.of(), 30)).isEmpty();
  }

  private static Product product(String id, String category, ReturnGaps gaps) {
    return new Product(id, category, gaps, BuyerMeans.NONE);
  }

  private static ReturnGaps gaps(GapCount... counts) {
    return new ReturnGaps(List.of(counts), List.of());
  }
}
