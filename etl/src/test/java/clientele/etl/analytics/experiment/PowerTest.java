package clientele.etl.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PowerTest {

  /** The conversion of a real e-mail test's control group. */
  private static final double BASELINE = 122.0 / 21306;

  @Test
  void small_changes_of_a_small_share_need_many_members() {
    assertThat(Power.membersPerArm(BASELINE, .1, .05, .8)).isEqualTo(286_117.3, within(.06));
    assertThat(Power.membersPerArm(BASELINE, .5, .05, .8)).isEqualTo(13_605.2, within(.06));
    assertThat(Power.membersPerArm(BASELINE, 1, .05, .8)).isEqualTo(4_072.9, within(.06));
  }

  @Test
  void four_times_the_members_see_half_the_effect() {
    double few = Power.minimumDetectableEffect(new Sample(100, 5, 4), 100, .05, .8);
    double many = Power.minimumDetectableEffect(new Sample(400, 5, 4), 400, .05, .8);

    // (1.959964 + 0.841621) * sqrt(4 * (1/100 + 1/100))
    assertThat(few).isEqualTo(.792408, within(1e-6));
    assertThat(many).isEqualTo(few / 2, within(1e-12));
  }
}
