package clientele.etl.analytics.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import clientele.etl.analytics.interval.BuyerSpread.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BuyerSpreadTest {

  @Test
  void planted_variances_are_found_again() {
    RandomGenerator random = new SplittableRandom(8);
    List<Group> buyers = new ArrayList<>();
    for (int buyer = 0; buyer < 3_000; buyer++) {
      double own = 3.4 + .2 * random.nextGaussian();
      buyers.add(buyer(own, 1 + random.nextInt(5), random));
    }
    BuyerSpread spread = BuyerSpread.of(buyers);

    assertThat(Math.sqrt(spread.between())).isEqualTo(.2, within(.015));
    assertThat(Math.sqrt(spread.within())).isEqualTo(.25, within(.01));
  }

  private static Group buyer(double own, int gaps, RandomGenerator random) {
    double sum = 0;
    double squares = 0;
    for (int gap = 0; gap < gaps; gap++) {
      double log = own + .25 * random.nextGaussian();
      sum += log;
      squares += log * log;
    }
    return new Group(gaps, 1, sum, squares, sum * sum / gaps);
  }

  @Test
  void a_buyer_is_believed_the_more_the_more_is_known() {
    BuyerSpread spread = new BuyerSpread(.04, .08);

    assertThat(spread.trust(0)).isZero();
    assertThat(spread.trust(2)).isEqualTo(.5, within(1e-12));
    assertThat(spread.factor(2, 2 * (3 + Math.log(4)), 3)).isEqualTo(2, within(1e-12));
    assertThat(spread.factor(0, 0, 3)).isEqualTo(1);
    // (.08 + .5 * .04) of (.08 + .04)
    assertThat(spread.spreadLeft(2)).isEqualTo(Math.sqrt(10.0 / 12), within(1e-12));
    assertThat(spread.spreadLeft(0)).isEqualTo(1);
  }

  @Test
  void without_anybody_twice_all_spread_is_within() {
    BuyerSpread spread = BuyerSpread.of(List.of(new Group(1, 2, 6, 20, 20)));

    assertThat(spread.between()).isZero();
    assertThat(spread.within()).isEqualTo(2, within(1e-12));
    assertThat(spread.factor(1, 9, 3)).isEqualTo(1);
    assertThat(BuyerSpread.of(List.of())).isEqualTo(new BuyerSpread(0, 0));
  }
}
