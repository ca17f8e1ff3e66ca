package clientele.etl.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.etl.analytics.experiment.UpliftCurve.Group;
import java.util.List;
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
}
