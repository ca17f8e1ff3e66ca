package clientele.etl.analytics.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaGeometricTest {

  private static final BetaGeometric PUBLISHED = BetaGeometric.bgNbd(.243, 4.414, .793, 2.426);

  @Test
  void probabilitiesOfNumbersOfOrdersAsPublished() {
    double[] from11To20 = {
      .0019995214, .0015170236, .0011633150, .0009003148, .0007023638,
      .0005517902, .0004361913, .0003467171, .0002769613, .0002222260
    };

    assertThat(PUBLISHED.probabilityOfOrders(10, 2))
        .isCloseTo(1.0786896e-07, withinPercentage(1e-5));
    assertThat(PUBLISHED.probabilityOfOrders(0, 39)).isCloseTo(.57378635, within(5e-9));
    for (int orders = 11; orders <= 20; orders++) {
      assertThat(PUBLISHED.probabilityOfOrders(orders, 30))
          .isCloseTo(from11To20[orders - 11], within(5e-11));
    }
  }

  @Test
  void probabilitiesOfNumbersOfOrdersSumToOneAndTheirMeanIsTheExpectation() {
    BetaGeometric model = BetaGeometric.bgNbd(2, 5, 1.5, 3);

    double sum = IntStream.range(0, 400).mapToDouble(n -> model.probabilityOfOrders(n, 30)).sum();
    double mean =
        IntStream.range(0, 400).mapToDouble(n -> n * model.probabilityOfOrders(n, 30)).sum();

    assertThat(sum).isCloseTo(1, within(1e-9));
    assertThat(model.expectedOrders(30)).isCloseTo(mean, withinPercentage(1e-6));
  }

  @Test
  void theLogLikelihoodOfOneCustomerAsPublished() {
    assertThat(PUBLISHED.logLikelihood(PurchaseState.of(2, 30.43, 38.86)))
        .isCloseTo(-9.458606307, within(1e-8));
  }

  @Test
  void theLogLikelihoodOfAHeavyBuyerDoesNotOverflow() {
    BetaGeometric model = BetaGeometric.bgNbd(.25, 4, .8, 2.5);

    assertThat(model.logLikelihood(PurchaseState.of(0, 0, 40))).isCloseTo(-.59947382, within(1e-8));
    assertThat(model.logLikelihood(PurchaseState.of(200, 38, 40)))
        .isCloseTo(100.7957, within(1e-4));
  }

  @ParameterizedTest
  @CsvSource({
    "221, 103.42857, 103.57143",
    "254, 97.14286, 97.28571",
    "161, 94.71429, 98",
    "204, 98.57143, 99.42857",
    "3000, 1, 900"
  })
  void answersForHeavyBuyersAreFinite(int repeats, double lastAt, double age) {
    PurchaseState state = PurchaseState.of(repeats, lastAt, age);

    assertThat(PUBLISHED.probabilityAlive(state)).isBetween(0.0, 1.0);
    assertThat(PUBLISHED.expectedOrders(state, 52)).isBetween(0.0, 60.0 * repeats);
    assertThat(PUBLISHED.probabilityOfNoOrder(state, 52)).isBetween(0.0, 1.0);
    assertThat(PUBLISHED.logLikelihood(state)).isFinite();
  }

  @ParameterizedTest
  @CsvSource({
    ".243, 4.414, .793, 2.426, 52",
    ".243, 4.414, .793, 2.426, 1000",
    ".01, .1, .02, 1, 52",
    "5, 40, 30, 400, 52",
    ".5, 10, .999, .5, 30",
    "2, 3, 5, .05, 10",
    ".3, .01, .4, 3, 52"
  })
  void expectedOrdersAreThoseOfTheHypergeometricForm(
      double r, double alpha, double a, double b, double time) {
    // Fader, Hardie and Lee (2005), equation 9, after Euler's transformation.
    double z = time / (alpha + time);
    double closed =
        (a + b - 1)
            / (a - 1)
            * (1 - Math.pow(1 - z, a - 1) * hypergeometric(a + b - 1 - r, a - 1, a + b - 1, z));

    assertThat(BetaGeometric.bgNbd(r, alpha, a, b).expectedOrders(time))
        .isCloseTo(closed, withinPercentage(1e-6));
  }

  @Test
  void expectationsPassSmoothlyThroughAEqualToOneWhereTheClosedFormBreaks() {
    double below = BetaGeometric.bgNbd(.5, 5, 1 - 1e-7, 2).expectedOrders(52);
    double at = BetaGeometric.bgNbd(.5, 5, 1, 2).expectedOrders(52);
    double above = BetaGeometric.bgNbd(.5, 5, 1 + 1e-7, 2).expectedOrders(52);

    assertThat(at).isCloseTo((below + above) / 2, withinPercentage(1e-9));
  }

  @Test
  void noOrderIsEitherGoneOrSilent() {
    PurchaseState state = PurchaseState.of(2, 30.43, 38.86);
    double alive = PUBLISHED.probabilityAlive(state);

    double silent = Math.pow((4.414 + 38.86) / (4.414 + 38.86 + 13), .243 + 2);

    assertThat(PUBLISHED.probabilityOfNoOrder(state, 13))
        .isCloseTo(1 - alive + alive * silent, within(1e-12));
    assertThat(PUBLISHED.probabilityOfNoOrder(state, 0)).isEqualTo(1);
    assertThat(PUBLISHED.probabilityOfNoOrder(PurchaseState.of(0, 0, 0), 39))
        .isCloseTo(PUBLISHED.probabilityOfOrders(0, 39), within(1e-12));
  }

  @Test
  void aCustomerOfTodayIsExpectedToDoWhatANewCustomerDoes() {
    assertThat(PUBLISHED.expectedOrders(PurchaseState.of(0, 0, 0), 52))
        .isEqualTo(PUBLISHED.expectedOrders(52));
  }

  @Test
  void impossibleParametersHistoriesAndTimesAreRefused() {
    assertThatThrownBy(() -> BetaGeometric.bgNbd(0, 1, 1, 1)).hasMessageContaining("positive");
    assertThatThrownBy(() -> BetaGeometric.bgNbd(1, Double.NaN, 1, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> PurchaseState.of(0, 1, 2)).hasMessageContaining("no such history");
    assertThatThrownBy(() -> PurchaseState.of(1, 3, 2)).hasMessageContaining("no such history");
    assertThatThrownBy(() -> PurchaseState.of(1, 0, 2)).hasMessageContaining("no such history");
    assertThatThrownBy(() -> PUBLISHED.expectedOrders(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> PUBLISHED.probabilityOfOrders(-1, 1)).hasMessageContaining("-1");
    assertThat(List.of(PUBLISHED.probabilityOfOrders(0, 0), PUBLISHED.probabilityOfOrders(1, 0)))
        .containsExactly(1.0, 0.0);
  }

  private static double hypergeometric(double first, double second, double third, double z) {
    double term = 1;
    double sum = 1;
    for (int n = 0; n < 2_000_000 && Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
      term *= (first + n) * (second + n) / ((third + n) * (n + 1)) * z;
      sum += term;
    }
    return sum;
  }
}
