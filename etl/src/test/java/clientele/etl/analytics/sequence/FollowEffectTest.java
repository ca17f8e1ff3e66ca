package clientele.etl.analytics.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FollowEffectTest {

  @Test
  void figures_of_a_pair_that_one_can_check_by_hand() {
    FollowEffect effect = single(new FollowCount(10, 4, 200, 20));

    assertThat(effect.confidence()).isEqualTo(.4);
    assertThat(effect.baseRate()).isEqualTo(.1);
    assertThat(effect.lift()).hasValue(4);
    assertThat(effect.conviction().orElseThrow()).isEqualTo(1.5, within(1e-12));
    // Wilson: (4 + z^2/2 -+ z sqrt(4 * 6 / 10 + z^2 / 4)) / (10 + z^2)
    assertThat(effect.confidenceLow()).isEqualTo(.168180, within(1e-6));
    assertThat(effect.confidenceHigh()).isEqualTo(.687326, within(1e-6));
    assertThat(effect.liftLow().orElseThrow()).isEqualTo(1.68180, within(1e-5));
    // P(X >= 4), X of 10 at .1
    assertThat(effect.p()).isEqualTo(.0127952, within(1e-7));
  }

  @Test
  void all_pairs_asked_weigh_on_the_ones_found() {
    List<FollowCount> counts =
        List.of(new FollowCount(10, 4, 200, 20), new FollowCount(100, 10, 200, 20));
    List<FollowEffect> effects = FollowEffect.judge(counts, 50, .05);

    assertThat(effects.get(0).q()).isEqualTo(.0127952 * 50, within(1e-5));
    assertThat(effects.get(1).q()).isEqualTo(1);
  }

  @Test
  void ratios_without_a_denominator_are_left_empty() {
    FollowEffect always = single(new FollowCount(5, 5, 50, 25));
    FollowEffect never = single(new FollowCount(5, 0, 50, 0));

    assertThat(always.conviction()).isEmpty();
    assertThat(never.lift()).isEmpty();
    assertThat(never.liftHigh()).isEmpty();
    assertThat(never.p()).isEqualTo(1);
  }

  @Test
  void bounds_stay_between_nobody_and_everybody() {
    for (int starters = 1; starters <= 500; starters++) {
      assertThat(single(new FollowCount(starters, 0, 1000, 20)).confidenceLow())
          .isBetween(0., 1e-12);
      assertThat(single(new FollowCount(starters, starters, 1000, 20)).confidenceHigh())
          .isBetween(.5, 1.);
    }
  }

  @Test
  void impossible_counts_are_refused() {
    assertThatThrownBy(() -> new FollowCount(5, 6, 10, 1)).hasMessageContaining("6 of 5 starters");
    assertThatThrownBy(() -> new FollowCount(0, 0, 10, 1)).hasMessageContaining("0 of 0 starters");
    assertThatThrownBy(() -> new FollowCount(1, 0, 0, 0)).hasMessageContaining("0 of 0 shopping");
  }

  private static FollowEffect single(FollowCount count) {
    return FollowEffect.judge(List.of(count), 1, .05).get(0);
  }
}
