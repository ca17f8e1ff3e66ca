package clientele.etl.analytics.value;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.analytics.value.DataGate.Sample;
import org.junit.jupiter.api.Test;

class DataGateTest {

  private static final DataGate GATE = new DataGate(500, 180, 30, 3);

  @Test
  void enoughDataPass() {
    assertThat(GATE.shortfalls(new Sample(500, 180, 30, 3))).isEmpty();
  }

  @Test
  void everyShortfallIsSaidWithWhatIsNeededAndWhatIsThere() {
    assertThat(GATE.shortfalls(new Sample(12, 90, 45, 2)))
        .containsExactly(
            "needs 500 customers with an order, has 12",
            "needs 180 days of history, has 90",
            "needs an order within the last 30 days, has the last 45 days ago",
            "needs a customer with 3 order days, has at most 2");
  }

  @Test
  void nothingAtAllIsSaidOnce() {
    assertThat(GATE.shortfalls(new Sample(0, 0, 0, 0)))
        .containsExactly("needs 500 customers with an order, has 0");
  }
}
