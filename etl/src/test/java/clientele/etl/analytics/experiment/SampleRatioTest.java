package clientele.etl.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected figures: growthbook's own tests, as published. */
class SampleRatioTest {

  @Test
  void sizes_far_from_the_plan_have_a_small_p() {
    expect(List.of(1000L, 1200L), List.of(.5, .5), .000020079);
    expect(List.of(135L, 115L), List.of(.5, .5), .205903211);
    expect(List.of(310L, 98L), List.of(.75, .25), .647434186);
    expect(List.of(500L, 500L, 600L), List.of(.34, .33, .33), .000592638);
    expect(List.of(0L, 10L, 10L), List.of(.34, .33, .33), .005790624);
  }

  @Test
  void nothing_speaks_against_a_draw_that_cannot_be_judged() {
    expect(List.of(500L, 500L), List.of(.5, .5), 1);
    expect(List.of(0L, 0L), List.of(.5, .5), 1);
    expect(List.of(1000L), List.of(1.0), 1);
    expect(List.of(1000L, 900L, 800L), List.of(1.0, 0.0, 0.0), 1);
  }

  @Test
  void an_unused_arm_is_dropped_with_its_members() {
    expect(List.of(1000L, 1200L, 900L), List.of(.5, .5, .0), .000020079);
  }

  @Test
  void every_arm_needs_its_planned_share() {
    assertThatThrownBy(() -> SampleRatio.p(List.of(1L, 2L), List.of(1.0)))
        .hasMessage("2 arms and 1 planned shares: give one share for each arm");
  }

  private static void expect(List<Long> members, List<Double> planned, double p) {
    assertThat(SampleRatio.p(members, planned)).isEqualTo(p, within(5.1e-10));
  }
}
