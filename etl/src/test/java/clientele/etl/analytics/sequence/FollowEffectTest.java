package clientele.etl.analytics.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FollowEffectTest {

  @Test
  void figures_of_a_pair_that_one_can_check_by_hand() {
    FollowEffect effect = single(new FollowCount(10, 4, 1, 0, 1));

    assertThat(effect.confidence()).isEqualTo(.4);
    assertThat(effect.baseRate()).isEqualTo(.1);
    assertThat(effect.lift()).hasValue(4);
    assertThat(effect.excess()).isEqualTo(1 / 3., within(1e-12));
    assertThat(effect.conviction().orElseThrow()).isEqualTo(1.5, within(1e-12));
    // Wilson: (4 + z^2/2 -+ z sqrt(4 * 6 / 10 + z^2 / 4)) / (10 + z^2)
    assertThat(effect.confidenceLow()).isEqualTo(.168180, within(1e-6));
    assertThat(effect.confidenceHigh()).isEqualTo(.687326, within(1e-6));
    assertThat(effect.liftLow().orElseThrow()).isEqualTo(1.68180, within(1e-5));
    assertThat(effect.excessLow()).isEqualTo(.068180 / .9, within(1e-6));
    assertThat(effect.excessHigh()).isEqualTo(.587326 / .9, within(1e-6));
    // P(X >= 4), X of 10 at .1
    assertThat(effect.p()).isEqualTo(.0127952, within(1e-7));
  }

  @Test
  void what_is_expected_of_few_others_widens_the_intervals() {
    FollowEffect effect = single(new FollowCount(10, 4, 1, .25, 1));

    // log of the base rate: 1.959964 * sqrt(.25) / 1 either way; .4 to its lower bound: ln(.4 /
    // .168180)
    assertThat(effect.liftLow().orElseThrow())
        .isEqualTo(4 * Math.exp(-Math.hypot(.979982, Math.log(.4 / .168180))), within(1e-4));
    assertThat(effect.liftHigh().orElseThrow())
        .isEqualTo(4 * Math.exp(Math.hypot(.979982, Math.log(.687326 / .4))), within(1e-4));
    double baseHigh = .1 * Math.exp(.979982);
    assertThat(effect.excessLow())
        .isEqualTo((.3 - Math.hypot(.4 - .168180, baseHigh - .1)) / .9, within(1e-5));
  }

  @Test
  void what_chance_deals_is_judged_apart_from_what_others_did() {
    // All ten followers of the stratum's forty days are starters: others expect nothing, chance
    // 2.5.
    FollowEffect effect = single(new FollowCount(10, 10, 0, 0, 2.5));

    assertThat(effect.lift()).isEmpty();
    assertThat(effect.excess()).isEqualTo(1);
    assertThat(effect.p()).isEqualTo(Math.pow(.25, 10), within(1e-12));
  }

  @Test
  void no_more_than_one_above_the_mean_is_no_surprise() {
    assertThat(single(new FollowCount(10, 3, 2.5, 0, 2.5)).p()).isEqualTo(1);
  }

  @Test
  void all_pairs_asked_weigh_on_the_ones_found() {
    List<FollowCount> counts =
        List.of(new FollowCount(10, 4, 1, 0, 1), new FollowCount(100, 10, 10, 0, 10));
    List<FollowEffect> effects = FollowEffect.judge(counts, 50, .05);

    assertThat(effects.get(0).q()).isEqualTo(.0127952 * 50, within(1e-5));
    assertThat(effects.get(1).q()).isEqualTo(1);
  }

  @Test
  void ratios_without_a_denominator_are_left_empty() {
    FollowEffect always = single(new FollowCount(5, 5, 2.5, 0, 2.5));
    FollowEffect never = single(new FollowCount(5, 0, 0, 0, 0));

    assertThat(always.conviction()).isEmpty();
    assertThat(never.lift()).isEmpty();
    assertThat(never.liftHigh()).isEmpty();
    assertThat(never.p()).isEqualTo(1);
  }

  @Test
  void bounds_stay_between_nobody_and_everybody() {
    for (int starters = 1; starters <= 500; starters++) {
      double expected = starters * .02;
      FollowEffect nobody = single(new FollowCount(starters, 0, expected, .001, expected));
      FollowEffect everybody =
          single(new FollowCount(starters, starters, expected, .001, expected));
      assertThat(nobody.confidenceLow()).isBetween(0., 1e-12);
      assertThat(nobody.lift().orElseThrow()).isZero();
      assertThat(nobody.liftHigh().orElseThrow()).isPositive();
      assertThat(everybody.confidenceHigh()).isBetween(.5, 1.);
      assertThat(everybody.excessHigh()).isBetween(.5, 1.);
    }
  }

  @Test
  void impossible_counts_are_refused() {
    assertThatThrownBy(() -> new FollowCount(5, 6, 1, 0, 1)).hasMessageContaining("6 of 5");
    assertThatThrownBy(() -> new FollowCount(0, 0, 0, 0, 0)).hasMessageContaining("0 of 0");
    assertThatThrownBy(() -> new FollowCount(5, 1, 6, 0, 1)).hasMessageContaining("6.0 expected");
    assertThatThrownBy(() -> new FollowCount(5, 1, 1, -1, 1)).hasMessageContaining("-1.0");
    assertThatThrownBy(() -> new FollowCount(5, 1, 1, 0, Double.NaN)).hasMessageContaining("NaN");
  }

  private static FollowEffect single(FollowCount count) {
    return FollowEffect.judge(List.of(count), 1, .05).get(0);
  }
}
