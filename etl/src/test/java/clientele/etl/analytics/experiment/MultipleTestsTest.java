package clientele.etl.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected figures: growthbook's own tests, as published. */
class MultipleTestsTest {

  @Test
  void holm_steps_down() {
    assertThat(MultipleTests.holm(.01, .04, .03, .005, .55, .6))
        .containsExactly(new double[] {.05, .12, .12, .03, 1, 1}, within(1e-12));
    assertThat(MultipleTests.holm(.025, .03))
        .containsExactly(new double[] {.05, .05}, within(1e-12));
  }

  @Test
  void benjamini_and_hochberg_step_up() {
    assertThat(MultipleTests.benjaminiHochberg(.898, .138, .007, .964, .538, .006, .138))
        .containsExactly(
            new double[] {.964, .2415, .0245, .964, .7532, .0245, .2415}, within(1e-12));
  }

  @Test
  void questions_without_a_p_at_hand_count_as_1() {
    double[] all = MultipleTests.benjaminiHochberg(.01, .02, 1, 1, 1);
    double[] atHand = MultipleTests.benjaminiHochberg(new double[] {.01, .02}, 5);

    assertThat(atHand).containsExactly(all[0], all[1]);
    assertThatThrownBy(() -> MultipleTests.benjaminiHochberg(new double[] {.1, .2}, 1))
        .hasMessage("2 p-values of 1 questions: there cannot be more");
  }

  @Test
  void no_questions_have_no_answers() {
    assertThat(MultipleTests.holm()).isEmpty();
    assertThat(MultipleTests.benjaminiHochberg()).isEmpty();
  }

  @Test
  void an_interval_follows_its_adjusted_p() {
    Verdict verdict = MultipleTests.interval(.1, .049999999, .05);

    assertThat(verdict.low()).isEqualTo(0, within(1e-6));
    assertThat(verdict.high()).isEqualTo(.2, within(1e-6));
    assertThat(MultipleTests.interval(.1, 1, .05).low()).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
