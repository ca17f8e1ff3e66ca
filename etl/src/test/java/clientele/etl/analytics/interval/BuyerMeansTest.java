package clientele.etl.analytics.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import clientele.etl.analytics.interval.BuyerSpread.Group;
import clientele.etl.analytics.interval.Rhythms.Known;
import clientele.etl.analytics.interval.Rhythms.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.WeibullDistribution;
import org.junit.jupiter.api.Test;

class BuyerMeansTest {

  private static final int TRIALS = 300;
  private static final int BUYERS = 200;
  private static final int SEEN_DAYS = 1_000;
  private static final double FIRST_SHARE = .7;
  private static final double LATER_SHARE = .9;

  @Test
  void buyers_who_return_once_tell_one_interval_each() {
    BuyerMeans means = BuyerMeans.of(List.of(new Group(1, 3, 9, 29, 29)));

    assertThat(means.designEffect()).isEqualTo(1);
    assertThat(means.designEffectOfMedian()).isEqualTo(1);
    assertThat(BuyerMeans.NONE.designEffect()).isEqualTo(1);
    assertThat(BuyerMeans.NONE.designEffectOfAll(0, 5)).isEqualTo(1);
  }

  @Test
  void the_effects_of_a_case_by_hand() {
    // Buyers with logarithms 1, 3 and 3, 5 and 5, 7: means 2, 4, 6 with variance 4, all around 4.
    // A single interval has the variance (19 / 2 * 2 + ...): (10 + 2 + 10) / 2 = 11, and 4 of the
    // mean.
    BuyerMeans means =
        BuyerMeans.of(List.of(new Group(2, 3, 24, 1 + 9 + 9 + 25 + 25 + 49, 8 + 32 + 72)));

    assertThat(means.designEffect()).isEqualTo(4 / ((11 + 4) / 3.0), within(1e-12));
    // .8 = .5 + .5 rho, so rho = .6 and halves agree by 2 / pi asin(.6) = .4096655
    assertThat(means.designEffectOfMedian()).isEqualTo(.5 + .5 * .4096655, within(1e-7));
    // three buyers of three intervals and one of one: 28 / 10
    assertThat(means.designEffectOfAll(6, 4)).isEqualTo(1 + .4096655 * 1.8, within(1e-7));
  }

  @Test
  void intervals_of_medians_hold_the_truth_where_buyers_differ_and_have_many() {
    double median = 40;
    assertThat(held(LogNormalDistribution.of(Math.log(median), .25), .2, median))
        .isBetween(275, 296);
    assertThat(held(WeibullDistribution.of(3, median / Math.pow(Math.log(2), 1.0 / 3)), 0, median))
        .isBetween(275, 296);
  }

  private static int held(ContinuousDistribution law, double buyerDeviation, double truth) {
    SplittableRandom random = new SplittableRandom(41);
    int held = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      Map<String, Known> rhythms = Rhythms.of(List.of(made(law, buyerDeviation, random)), 30);
      Known known = rhythms.get("made");
      double error = known.logMedianError().orElseThrow();
      double off = Math.log(known.rhythm().quantile(.5) / truth);
      held += Math.abs(off) <= 1.96 * error ? 1 : 0;
    }
    return held;
  }

  private static Product made(
      ContinuousDistribution law, double buyerDeviation, SplittableRandom random) {
    Map<Integer, GapCount> first = new TreeMap<>();
    Map<Integer, GapCount> later = new TreeMap<>();
    List<Group> groups = new ArrayList<>();
    for (int buyer = 0; buyer < BUYERS; buyer++) {
      double own = Math.exp(buyerDeviation * random.nextGaussian());
      List<Integer> gaps = new ArrayList<>();
      int day = random.nextInt(SEEN_DAYS);
      while (random.nextDouble() < (gaps.isEmpty() ? FIRST_SHARE : LATER_SHARE)) {
        double days = own * law.inverseCumulativeProbability(random.nextDouble());
        int whole = (int) Math.max(1, Math.round(days));
        if (day + whole > SEEN_DAYS) {
          break;
        }
        gaps.add(whole);
        day += whole;
      }
      for (int i = 0; i < gaps.size(); i++) {
        GapCount gap = new GapCount(gaps.get(i), 1, 0, 1.0 / gaps.size());
        (i == 0 ? first : later).merge(gap.days(), gap, GapCount::plus);
      }
      GapCount open = new GapCount(SEEN_DAYS - day, 0, 1);
      (gaps.isEmpty() ? first : later).merge(open.days(), open, GapCount::plus);
      if (!gaps.isEmpty()) {
        double sum = gaps.stream().mapToDouble(Math::log).sum();
        double squares = gaps.stream().mapToDouble(gap -> Math.pow(Math.log(gap), 2)).sum();
        groups.add(new Group(gaps.size(), 1, sum, squares, sum * sum / gaps.size()));
      }
    }
    ReturnGaps gaps = new ReturnGaps(List.copyOf(first.values()), List.copyOf(later.values()));
    return new Product("made", "", gaps, BuyerMeans.of(groups));
  }
}
