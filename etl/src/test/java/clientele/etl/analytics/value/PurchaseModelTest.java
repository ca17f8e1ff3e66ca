package clientele.etl.analytics.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import clientele.etl.analytics.value.Simulation.History;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PurchaseModelTest {

  private static final double[] DROPOUT = {.6, 6, .8, 2.5};
  private static final double[] LIFETIME = {.6, 6, .7, 12};

  static Stream<PurchaseModel> models() {
    return Stream.of(
        BetaGeometric.bgNbd(.6, 6, .8, 2.5),
        BetaGeometric.mbgNbd(.6, 6, .8, 2.5),
        new BetaGeometric(3, false, .6, 2, .8, 2.5),
        new BetaGeometric(2, true, .6, 3, .8, 2.5),
        new ParetoNbd(.6, 6, .7, 12),
        new ParetoNbd(.6, 12, 1, 5),
        new Nbd(.6, 6));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aDistributionSumsToOneHasTheExpectationAsMeanAndStartsWithNoOrder(PurchaseModel model) {
    for (PurchaseState state : histories()) {
      for (double time : new double[] {.2, 8, 52}) {
        double[] distribution = model.distribution(state, time);
        double mean =
            IntStream.range(0, distribution.length).mapToDouble(n -> n * distribution[n]).sum();

        assertThat(Arrays.stream(distribution).sum()).isCloseTo(1, within(1e-9));
        assertThat(Arrays.stream(distribution)).allMatch(share -> share >= 0);
        assertThat(model.expectedOrders(state, time)).isCloseTo(mean, within(1e-6 * (1 + mean)));
        assertThat(model.probabilityOfNoOrder(state, time))
            .isCloseTo(distribution[0], within(1e-8));
      }
      assertThat(model.distribution(state, 0)).containsExactly(1);
      assertThat(model.expectedOrders(state, 0)).isZero();
    }
  }

  private static List<PurchaseState> histories() {
    return List.of(
        PurchaseState.NEW,
        PurchaseState.of(0, 0, 30),
        PurchaseState.of(1, .5, 40),
        PurchaseState.of(2, 30.43, 38.86),
        PurchaseState.of(5, 20, 20),
        PurchaseState.of(200, 38, 40));
  }

  @ParameterizedTest
  @MethodSource("models")
  void moreSilenceMakesALongerLifeLessLikely(PurchaseModel model) {
    double before = 1;
    for (double age = 10; age < 400; age += 10) {
      double alive = model.probabilityAlive(PurchaseState.of(3, 10, age));
      assertThat(alive).isBetween(0.0, before);
      before = alive;
    }
  }

  @Test
  void whatCustomersOfAProcessDoIsWhatTheModelExpectsOfTheirHistories() {
    record Process(PurchaseModel model, List<History> histories) {}
    for (Process process :
        List.of(
            new Process(
                BetaGeometric.bgNbd(.6, 6, .8, 2.5),
                Simulation.betaGeometric(1, false, DROPOUT, 15_000, 52, 26, 1)),
            new Process(
                BetaGeometric.mbgNbd(.6, 6, .8, 2.5),
                Simulation.betaGeometric(1, true, DROPOUT, 15_000, 52, 26, 2)),
            new Process(
                new BetaGeometric(3, false, .6, 6, .8, 2.5),
                Simulation.betaGeometric(3, false, DROPOUT, 15_000, 52, 26, 3)),
            new Process(
                new BetaGeometric(2, true, .6, 6, .8, 2.5),
                Simulation.betaGeometric(2, true, DROPOUT, 15_000, 52, 26, 4)),
            new Process(
                new ParetoNbd(.6, 6, .7, 12), Simulation.pareto(LIFETIME, 15_000, 52, 26, 5)))) {
      for (int group = 0; group <= 4; group++) {
        int repeats = group;
        List<History> members =
            process.histories.stream()
                .filter(history -> Math.min(4, history.state().repeats()) == repeats)
                .toList();
        double expected = 0;
        double variance = 0;
        double none = 0;
        for (History member : members) {
          double[] distribution = process.model.distribution(member.state(), 26);
          double mean = process.model.expectedOrders(member.state(), 26);
          expected += mean;
          variance +=
              IntStream.range(0, distribution.length)
                  .mapToDouble(n -> distribution[n] * (n - mean) * (n - mean))
                  .sum();
          none += distribution[0];
        }
        double actual = members.stream().mapToInt(History::toCome).sum();
        long silent = members.stream().filter(history -> history.toCome() == 0).count();
        assertThat(actual)
            .as("%s, %d repeats", process.model.getClass(), repeats)
            .isCloseTo(expected, within(4 * Math.sqrt(variance)));
        assertThat((double) silent).isCloseTo(none, within(4 * Math.sqrt(members.size() / 4.0)));
      }
    }
  }

  @Test
  void predictionIntervalsHoldWhatComesAsOftenAsTheySay() {
    PurchaseModel model = new ParetoNbd(.6, 6, .7, 12);
    List<History> histories = Simulation.pareto(LIFETIME, 20_000, 52, 26, 9);

    long within =
        histories.stream()
            .filter(
                history -> {
                  OrderForecast forecast = OrderForecast.of(model, history.state(), 26);
                  return forecast.low() <= history.toCome() && history.toCome() <= forecast.high();
                })
            .count();

    // Whole numbers cannot leave out exactly one in twenty, only at most so many.
    assertThat(within / 20_000.0).isBetween(.95, .995);
  }

  /** One step, no dropout worth the name: each model is then NBD. */
  @Test
  void withoutDropoutEveryModelIsTheBaseline() {
    Nbd nbd = new Nbd(.6, 6);
    for (PurchaseModel model :
        List.of(BetaGeometric.bgNbd(.6, 6, 1e-9, 1e3), new ParetoNbd(.6, 6, 1e-9, 1e3))) {
      for (PurchaseState state : histories()) {
        assertThat(model.expectedOrders(state, 26))
            .isCloseTo(nbd.expectedOrders(state, 26), within(1e-6));
      }
    }
  }

  @Property(tries = 100)
  void everyAnswerIsFiniteForAnyParametersAndHistory(
      @ForAll @DoubleRange(min = .01, max = 20) double shape,
      @ForAll @DoubleRange(min = .01, max = 200) double scale,
      @ForAll @DoubleRange(min = .01, max = 20) double leave,
      @ForAll @DoubleRange(min = .01, max = 200) double stay,
      @ForAll @IntRange(min = 1, max = 4) int regularity,
      @ForAll @IntRange(max = 300) int repeats,
      @ForAll @DoubleRange(min = .01, max = 500) double lastAt,
      @ForAll @DoubleRange(max = 500) double silence) {
    PurchaseState state =
        repeats == 0
            ? PurchaseState.of(0, 0, silence)
            : PurchaseState.of(repeats, lastAt, lastAt + silence);
    for (PurchaseModel model :
        List.of(
            new BetaGeometric(regularity, false, shape, scale, leave, stay),
            new BetaGeometric(regularity, true, shape, scale, leave, stay),
            new ParetoNbd(shape, scale, leave, stay),
            new Nbd(shape, scale))) {
      assertThat(model.logLikelihood(state)).isFinite();
      assertThat(model.probabilityAlive(state)).isBetween(0.0, 1.0);
      assertThat(model.expectedOrders(state, 52)).isFinite().isNotNegative();
      assertThat(model.probabilityOfNoOrder(state, 52)).isBetween(0.0, 1.0);
      assertThat(Arrays.stream(model.distribution(state, 52)).sum()).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void discountedOrdersOfEverAreThoseOfManySmallPeriods() {
    ParetoNbd model = new ParetoNbd(.6, 6, .7, 12);
    PurchaseState state = PurchaseState.of(3, 20, 30);
    double step = .25;
    double[] ends = IntStream.rangeClosed(1, 20_000).mapToDouble(i -> i * step).toArray();

    double byPeriods =
        new LifetimeHorizon(ends, Math.expm1(.01 * step)).discountedOrders(model, state);

    assertThat(model.discountedOrders(state, .01))
        .isCloseTo(byPeriods * Math.exp(.01 * step / 2), within(1e-5 * byPeriods));
  }

  @Test
  void whatCannotBeDiscountedIsRefused() {
    assertThatThrownBy(() -> new LifetimeHorizon(new double[] {4, 4}, .01))
        .hasMessageContaining("rise");
    assertThatThrownBy(() -> new LifetimeHorizon(new double[] {4}, -.5))
        .hasMessageContaining("-0.5");
    assertThatThrownBy(() -> new ParetoNbd(1, 1, 1, 1).discountedOrders(PurchaseState.NEW, 0))
        .hasMessageContaining("endless");
    assertThatThrownBy(() -> new BetaGeometric(0, true, 1, 1, 1, 1)).hasMessageContaining("k 0");
  }
}
