package clientele.etl.analytics.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.junit.jupiter.api.Test;

class SurvivalTest {

  /** Freireich and others 1963, weeks of remission: the textbook example of the estimate. */
  private static final List<GapCount> TREATED =
      List.of(
          new GapCount(6, 3, 1),
          new GapCount(7, 1, 0),
          new GapCount(9, 0, 1),
          new GapCount(10, 1, 1),
          new GapCount(11, 0, 1),
          new GapCount(13, 1, 0),
          new GapCount(16, 1, 0),
          new GapCount(17, 0, 1),
          new GapCount(19, 0, 1),
          new GapCount(20, 0, 1),
          new GapCount(22, 1, 0),
          new GapCount(23, 1, 0),
          new GapCount(25, 0, 1),
          new GapCount(32, 0, 2),
          new GapCount(34, 0, 1),
          new GapCount(35, 0, 1));

  @Test
  void shares_and_errors_are_those_of_the_textbook() {
    Survival survival = Survival.of(TREATED);

    expect(survival, 5, 1, 0);
    expect(survival, 6, .8571, .0764);
    expect(survival, 7, .8067, .0869);
    expect(survival, 10, .7529, .0963);
    expect(survival, 13, .6902, .1068);
    expect(survival, 16, .6275, .1141);
    expect(survival, 22, .5378, .1282);
    expect(survival, 23, .4482, .1346);
    expect(survival, 400, .4482, .1346);
    assertThat(survival.sharesWaiting(8))
        .containsExactly(new double[] {1, 1, 1, 1, 1, 1, .8571, .8067, .8067}, within(5.1e-5));
  }

  @Test
  void the_median_has_the_interval_of_the_textbook() {
    Survival.Quantile median = Survival.of(TREATED).quantile(.5, .05, 1);

    assertThat(median.days()).hasValue(23);
    assertThat(median.low()).hasValue(13);
    assertThat(median.high()).as("not bounded by these data").isEmpty();
  }

  @Test
  void a_share_that_never_returns_has_no_quantile() {
    Survival.Quantile upper = Survival.of(TREATED).quantile(.8, .05, 1);

    assertThat(upper.days()).isEqualTo(OptionalInt.empty());
  }

  @Test
  void where_all_return_half_is_reached_exactly_at_half() {
    Survival survival =
        Survival.of(List.of(new GapCount(10, 1, 0), new GapCount(20, 1, 0), new GapCount(5, 0, 7)));

    assertThat(survival.quantile(.5, .05, 1).days()).hasValue(10);
    assertThat(survival.shareWaiting(20)).isZero();
    assertThat(survival.standardError(20)).isZero();
  }

  @Test
  void those_who_wait_count_until_they_are_last_seen() {
    Survival naive = Survival.of(List.of(new GapCount(30, 10, 0)));
    Survival honest = Survival.of(List.of(new GapCount(30, 10, 0), new GapCount(200, 0, 90)));

    assertThat(naive.quantile(.5, .05, 1).days()).hasValue(30);
    assertThat(honest.quantile(.5, .05, 1).days()).isEmpty();
    assertThat(honest.shareWaiting(30)).isEqualTo(.9, within(1e-12));
  }

  @Test
  void nothing_counted_waits_for_ever() {
    assertThat(Survival.of(List.of()).shareWaiting(100)).isEqualTo(1);
    assertThat(Survival.of(List.of()).quantile(.5, .05, 1).days()).isEmpty();
  }

  @Test
  void the_interval_holds_the_true_median_as_often_as_it_says() {
    SplittableRandom random = new SplittableRandom(3);
    LogNormalDistribution truth = LogNormalDistribution.of(Math.log(40), .6);
    int hits = 0;
    for (int experiment = 0; experiment < 1_000; experiment++) {
      List<GapCount> counts = new ArrayList<>();
      for (int gap = 0; gap < 150; gap++) {
        double length = truth.inverseCumulativeProbability(random.nextDouble());
        int seen = 20 + random.nextInt(100);
        counts.add(
            length < seen ? new GapCount((int) Math.ceil(length), 1, 0) : new GapCount(seen, 0, 1));
      }
      Survival.Quantile median = Survival.of(counts).quantile(.5, .05, 1);
      boolean isBelow = median.low().isPresent() && median.low().getAsInt() > 40;
      boolean isAbove = median.high().isPresent() && median.high().getAsInt() < 40;
      hits += isBelow || isAbove ? 0 : 1;
    }

    assertThat(hits).isBetween(925, 985);
  }

  @Test
  void impossible_counts_and_shares_are_refused() {
    assertThatThrownBy(() -> new GapCount(0, 1, 0)).hasMessageContaining("0 days, 1 returned");
    assertThatThrownBy(() -> new GapCount(3, -1, 0)).hasMessageContaining("-1 returned");
    assertThatThrownBy(() -> Survival.of(TREATED).quantile(1, .05, 1))
        .hasMessageContaining("share 1.0");
  }

  private static void expect(Survival survival, int days, double share, double error) {
    assertThat(survival.shareWaiting(days)).isEqualTo(share, within(5.1e-5));
    assertThat(survival.standardError(days)).isEqualTo(error, within(5.1e-5));
  }
}
