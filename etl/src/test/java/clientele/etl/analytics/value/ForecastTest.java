package clientele.etl.analytics.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import clientele.etl.analytics.value.Forecast.Quality;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ForecastTest {

  @Test
  void errorsAndRanksAreWeightedByCustomers() {
    Quality quality =
        Forecast.quality(
            List.of(forecast(3, 2.5, 3, 1), forecast(2, 1, 0, 2), forecast(1, .5, 1, 1)));

    assertThat(quality.customers()).isEqualTo(4);
    assertThat(quality.actualOrders()).isEqualTo(4);
    assertThat(quality.expectedOrders().orElseThrow()).isCloseTo(5, within(1e-12));
    assertThat(quality.meanAbsoluteError().orElseThrow()).isCloseTo(3.0 / 4, within(1e-12));
    // Of four pairs of a buyer and a non-buyer the first buyer wins two and the last none.
    assertThat(quality.areaUnderCurve().orElseThrow()).isCloseTo(.5, within(1e-12));
    assertThat(quality.topTenthShare().orElseThrow()).isCloseTo(.4 * 3 / 4, within(1e-12));
  }

  @Test
  void tiedRanksCountHalf() {
    Quality quality = Forecast.quality(List.of(forecast(1, 1, 2, 5), forecast(1, 1, 0, 5)));

    assertThat(quality.areaUnderCurve().orElseThrow()).isEqualTo(.5);
    assertThat(quality.topTenthShare().orElseThrow()).isCloseTo(.1, within(1e-12));
  }

  @Test
  void aRankingWithoutExpectationsHasNoError() {
    Quality quality = Forecast.quality(List.of(new Forecast(1, OptionalDouble.empty(), 1, 1)));

    assertThat(quality.meanAbsoluteError()).isEmpty();
    assertThat(quality.expectedOrders()).isEmpty();
    assertThat(quality.areaUnderCurve()).isEmpty();
  }

  @Test
  void nobodyHasNoQuality() {
    assertThat(Forecast.quality(List.of()).meanAbsoluteError()).isEmpty();
    assertThat(Forecast.quality(List.of()).topTenthShare()).isEmpty();
  }

  private static Forecast forecast(double score, double expected, int actual, long customers) {
    return new Forecast(score, OptionalDouble.of(expected), actual, customers);
  }
}
