package clientele.etl.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.etl.analytics.experiment.UpliftCurve.Group;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UpliftCurveTest {

  @Test
  void without_both_outcomes_and_both_arms_there_is_no_curve() {
    assertThatThrownBy(
            () -> new UpliftCurve(List.of(Group.of(1, true, false), Group.of(2, false, false))))
        .hasMessageContaining("nobody has the outcome");
    assertThatThrownBy(
            () -> new UpliftCurve(List.of(Group.of(1, true, true), Group.of(2, false, true))))
        .hasMessageContaining("everybody has the outcome");
    assertThatThrownBy(
            () -> new UpliftCurve(List.of(Group.of(1, true, true), Group.of(2, true, false))))
        .hasMessageContaining("everybody was treated");
  }

  @Test
  void where_everybody_treated_and_nobody_else_has_the_outcome_no_order_is_better_than_another() {
    UpliftCurve curve =
        new UpliftCurve(List.of(new Group(2, 300, 300, 100, 0), new Group(1, 178, 178, 422, 0)));

    assertThat(curve.upliftArea()).isZero();
    assertThat(curve.qiniArea(true)).isFinite();
    assertThat(curve.qiniArea(false)).isFinite();
  }

  @Property
  void areas_are_finite_whoever_has_the_outcome(
      @ForAll @IntRange(max = 5) int treatedWith,
      @ForAll @IntRange(max = 5) int treatedWithout,
      @ForAll @IntRange(max = 5) int controlWith,
      @ForAll @IntRange(max = 5) int controlWithout,
      @ForAll @IntRange(max = 5) int treatedFirst) {
    Assume.that(treatedWith + treatedWithout > 0 && controlWith + controlWithout > 0);
    Assume.that(treatedWith + controlWith > 0 && treatedWithout + controlWithout > 0);
    UpliftCurve curve =
        new UpliftCurve(
            List.of(
                new Group(2, treatedFirst, treatedFirst, 0, 0),
                new Group(1, treatedWith + treatedWithout, treatedWith, 0, 0),
                new Group(0, 0, 0, controlWith + controlWithout, controlWith)));

    assertThat(curve.upliftArea()).isFinite();
    assertThat(curve.qiniArea(true)).isFinite();
    assertThat(curve.qiniArea(false)).isFinite();
  }
}
