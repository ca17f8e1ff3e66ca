package clientele.etl.analytics.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import clientele.etl.analytics.value.Cdnow.Buyer;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Figures published for the CDNOW sample: Fader, Hardie and Lee (2005), the tests and documentation
 * of CLVTools, BTYD and lifetimes; standard errors by an independent computation.
 */
class CdnowFiguresTest {

  private static final double YEAR_OF_WEEKS = 52;

  @Test
  void bgNbdParametersAndTheirStandardErrors() {
    Fit<BgNbd> fit = BgNbd.fit(Cdnow.states());

    assertThat(fit.verdict()).isEqualTo(Verdict.IDENTIFIED);
    assertThat(fit.customers()).isEqualTo(2357);
    assertThat(fit.logLikelihood().orElseThrow()).isCloseTo(-9582.4292, within(1e-4));
    assertParameter(fit.parameters().get(0), "r", .242595, .01256);
    assertParameter(fit.parameters().get(1), "alpha", 4.413602, .37822);
    assertParameter(fit.parameters().get(2), "a", .792922, .18573);
    assertParameter(fit.parameters().get(3), "b", 2.425907, .70541);
  }

  @Test
  void gammaGammaParametersAndTheirStandardErrors() {
    Fit<GammaGamma> fit = GammaGamma.fit(Cdnow.spends());

    assertThat(fit.verdict()).isEqualTo(Verdict.IDENTIFIED);
    assertThat(fit.customers()).isEqualTo(946);
    assertThat(fit.logLikelihood().orElseThrow()).isCloseTo(-4055.9177, within(1e-3));
    assertParameter(fit.parameters().get(0), "p", 6.249572, 1.190);
    assertParameter(fit.parameters().get(1), "q", 3.744225, .2901);
    assertParameter(fit.parameters().get(2), "gamma", 15.443522, 4.159);
    assertThat(fit.model().orElseThrow().meanAmount().orElseThrow())
        .isCloseTo(35.171, withinPercentage(.01));
  }

  @Test
  void meanAmountsOfTheFirstTenCustomers() {
    GammaGamma model = new GammaGamma(6.25, 3.74, 15.44);
    List<Double> expected =
        List.of(24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17);

    List<Double> means =
        Cdnow.buyers().stream()
            .limit(10)
            .map(
                buyer ->
                    buyer.state().repeats() == 0
                        ? model.meanAmount().orElseThrow()
                        : model
                            .meanAmount(
                                SpendState.of(buyer.state().repeats(), buyer.meanRepeatAmount()))
                            .orElseThrow())
            .toList();

    for (int index = 0; index < expected.size(); index++) {
      assertThat(means.get(index)).isCloseTo(expected.get(index), within(.1));
    }
  }

  @Test
  void ordersOfACustomerWithTwoRepeats() {
    BgNbd model = fitted();
    PurchaseState state = PurchaseState.of(2, 30.43, 38.86);

    assertThat(model.expectedOrders(state, 39)).isCloseTo(1.22591, within(1e-4));
    assertThat(model.probabilityAlive(state)).isCloseTo(.72661, within(1e-5));
  }

  @Test
  void ordersOfTheHeaviestCustomer() {
    BgNbd model = fitted();
    PurchaseState heaviest = PurchaseState.of(26, 216 / 7.0, 31);

    assertThat(model.expectedOrders(heaviest, YEAR_OF_WEEKS))
        .isCloseTo(25.75659, withinPercentage(.01));
    assertThat(model.probabilityAlive(heaviest)).isCloseTo(.9688523, withinPercentage(.01));
  }

  @Test
  void ordersOfANewCustomer() {
    BgNbd model = fitted();

    assertThat(model.expectedOrders(1 / 7.0)).isCloseTo(.0078, within(5e-5));
    assertThat(model.expectedOrders(1)).isCloseTo(.0532, within(5e-5));
    assertThat(model.expectedOrders(3)).isCloseTo(.1506, within(5e-5));
    assertThat(model.expectedOrders(31.8571)).isCloseTo(1.0405, within(5e-5));
    assertThat(model.expectedOrders(32)).isCloseTo(1.0437, within(5e-5));
    assertThat(model.expectedOrders(52)).isCloseTo(1.444004, withinPercentage(.01));
    assertThat(model.expectedOrders(78)).isCloseTo(1.8576, within(5e-4));
  }

  @Test
  void ordersHeldOutByFrequency() {
    BgNbd model = fitted();
    List<Double> actual = List.of(.237, .697, 1.393, 1.560, 2.532, 2.947, 3.862, 6.359);
    List<Double> expected = List.of(.225, .523, 1.044, 1.520, 2.164, 2.654, 3.504, 6.157);
    List<Integer> sizes = List.of(1411, 439, 214, 100, 62, 38, 29, 64);

    for (int frequency = 0; frequency < actual.size(); frequency++) {
      int wanted = frequency;
      List<Buyer> bin =
          Cdnow.buyers().stream()
              .filter(buyer -> Math.min(7, buyer.state().repeats()) == wanted)
              .toList();
      assertThat(bin).hasSize(sizes.get(frequency));
      assertThat(mean(bin, Buyer::ordersHeldOut)).isCloseTo(actual.get(frequency), within(5e-4));
      assertThat(mean(bin, b -> model.expectedOrders(b.state(), Cdnow.HOLDOUT_WEEKS)))
          .isCloseTo(expected.get(frequency), within(1.5e-3));
    }
  }

  @Test
  void qualityOutOfSample() {
    BgNbd model = fitted();

    Forecast.Quality expectedOrders =
        quality(
            buyer -> model.expectedOrders(buyer.state(), Cdnow.HOLDOUT_WEEKS),
            buyer -> OptionalDouble.of(model.expectedOrders(buyer.state(), Cdnow.HOLDOUT_WEEKS)));

    assertThat(expectedOrders.actualOrders()).isEqualTo(1882);
    assertThat(expectedOrders.expectedOrders().orElseThrow()).isCloseTo(1653.4, within(.1));
    assertThat(expectedOrders.meanAbsoluteError().orElseThrow()).isCloseTo(.7855, within(5e-5));
    assertThat(expectedOrders.areaUnderCurve().orElseThrow()).isBetween(.7725, .7795);
    assertThat(area(buyer -> model.probabilityAlive(buyer.state()))).isCloseTo(.316, within(5e-4));
    assertThat(area(buyer -> -daysSilent(buyer.state()))).isCloseTo(.772, within(1e-3));
    assertThat(area(buyer -> buyer.state().repeats())).isCloseTo(.758, within(5e-4));
  }

  /** Whole days: differences of weeks would part what is equal. */
  private static double daysSilent(PurchaseState state) {
    return Math.round(7 * (state.age() - state.lastAt()));
  }

  private static BgNbd fitted() {
    return BgNbd.fit(Cdnow.states()).model().orElseThrow();
  }

  private static void assertParameter(
      Parameter parameter, String name, double value, double standardError) {
    assertThat(parameter.name()).isEqualTo(name);
    assertThat(parameter.value()).isCloseTo(value, withinPercentage(.001));
    assertThat(parameter.standardError()).isCloseTo(standardError, withinPercentage(.1));
  }

  private static double mean(List<Buyer> buyers, ToDoubleFunction<Buyer> measure) {
    return buyers.stream().mapToDouble(measure).average().orElseThrow();
  }

  private static double area(ToDoubleFunction<Buyer> score) {
    return quality(score, buyer -> OptionalDouble.empty()).areaUnderCurve().orElseThrow();
  }

  private static Forecast.Quality quality(
      ToDoubleFunction<Buyer> score, Function<Buyer, OptionalDouble> expected) {
    return Forecast.quality(
        Cdnow.buyers().stream()
            .map(
                buyer ->
                    new Forecast(
                        score.applyAsDouble(buyer),
                        expected.apply(buyer),
                        buyer.ordersHeldOut(),
                        1))
            .toList());
  }
}
