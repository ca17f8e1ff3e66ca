package clientele.etl.analytics.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import clientele.etl.analytics.value.Likelihood.Slope;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FittingTest {

  private static final double[] PURCHASE_TRUTH = {.6, 6, .8, 2.5};
  private static final double[] SPEND_TRUTH = {6, 4, 15};

  @Test
  void derivativesOfThePurchaseLikelihoodAreThoseOfItsDifferences() {
    assertDerivatives(
        new BgNbdLikelihood(purchases(300, 1)), new double[][] {PURCHASE_TRUTH, {2, .5, .1, .3}});
  }

  @Test
  void derivativesOfTheSpendLikelihoodAreThoseOfItsDifferences() {
    assertDerivatives(
        new GammaGammaLikelihood(Simulation.spends(6, 4, 15, 300, 1)),
        new double[][] {SPEND_TRUTH, {.7, 1.2, 80}});
  }

  @Test
  void theGroupedLikelihoodIsTheSumOverCustomers() {
    List<PurchaseState> states = purchases(500, 2);
    BgNbd model = new BgNbd(.6, 6, .8, 2.5);
    List<SpendState> spends = Simulation.spends(6, 4, 15, 500, 2);
    GammaGamma spendModel = new GammaGamma(6, 4, 15);

    assertThat(new BgNbdLikelihood(states).value(PURCHASE_TRUTH))
        .isCloseTo(states.stream().mapToDouble(model::logLikelihood).sum(), within(1e-8));
    assertThat(new GammaGammaLikelihood(spends).value(SPEND_TRUTH))
        .isCloseTo(spends.stream().mapToDouble(spendModel::logLikelihood).sum(), within(1e-8));
  }

  @Test
  void plantedPurchaseParametersAreFoundWithinTheirIntervals() {
    Fit<BgNbd> fit = BgNbd.fit(purchases(20_000, 3));

    assertThat(fit.verdict()).isEqualTo(Verdict.IDENTIFIED);
    assertCovered(fit.parameters(), PURCHASE_TRUTH);
    assertThat(fit.parameters().get(0).value()).isCloseTo(.6, withinPercentage(5));
  }

  @Test
  void plantedSpendParametersAreFoundWithinTheirIntervals() {
    Fit<GammaGamma> fit = GammaGamma.fit(Simulation.spends(6, 4, 15, 10_000, 3));

    assertThat(fit.verdict()).isEqualTo(Verdict.IDENTIFIED);
    assertCovered(fit.parameters(), SPEND_TRUTH);
    assertThat(fit.parameters().get(1).value()).isCloseTo(4, withinPercentage(5));
  }

  @Test
  void intervalsCoverThePlantedTruthAsOftenAsTheySay() {
    int simulations = 200;
    Integer[] covered = {0, 0, 0, 0};
    for (int simulation = 0; simulation < simulations; simulation++) {
      List<Parameter> parameters = BgNbd.fit(purchases(1500, 1000 + simulation)).parameters();
      assertThat(parameters).hasSize(4);
      for (int index = 0; index < covered.length; index++) {
        Parameter parameter = parameters.get(index);
        double truth = PURCHASE_TRUTH[index];
        covered[index] += parameter.low() <= truth && truth <= parameter.high() ? 1 : 0;
      }
    }

    // 95 % of 200 is 190; three standard errors of that are 9.
    assertThat(covered).allSatisfy(count -> assertThat(count).isBetween(181, 199));
  }

  @Test
  void weightsAreTheSameAsRepeatedCustomers() {
    List<PurchaseState> one = purchases(400, 5);
    List<PurchaseState> weighted =
        one.stream().map(s -> new PurchaseState(s.repeats(), s.lastAt(), s.age(), 3)).toList();
    List<PurchaseState> repeated = new ArrayList<>(one);
    repeated.addAll(one);
    repeated.addAll(one);

    assertSame(BgNbd.fit(repeated), BgNbd.fit(weighted), 1e-6);
  }

  @Test
  void theOrderOfCustomersDoesNotMatterToTheLastDigit() {
    List<PurchaseState> states = new ArrayList<>(purchases(400, 6));
    Fit<BgNbd> forward = BgNbd.fit(states);
    Collections.reverse(states);

    assertThat(BgNbd.fit(states).parameters()).isEqualTo(forward.parameters());
  }

  @Test
  void theUnitOfTimeDoesNotMatter() {
    List<PurchaseState> weeks = purchases(2000, 7);
    List<PurchaseState> days =
        weeks.stream()
            .map(s -> PurchaseState.of(s.repeats(), 7 * s.lastAt(), 7 * s.age()))
            .toList();

    Fit<BgNbd> byWeek = BgNbd.fit(weeks);
    Fit<BgNbd> byDay = BgNbd.fit(days);

    for (int index = 0; index < 4; index++) {
      double unit = index == 1 ? 7 : 1;
      assertThat(byDay.parameters().get(index).value())
          .isCloseTo(unit * byWeek.parameters().get(index).value(), withinPercentage(1e-4));
    }
    double repeats = weeks.stream().mapToDouble(PurchaseState::repeats).sum();
    assertThat(byDay.logLikelihood().orElseThrow())
        .isCloseTo(byWeek.logLikelihood().orElseThrow() - repeats * Math.log(7), within(1e-5));
    assertThat(byDay.model().orElseThrow().expectedOrders(days.get(0), 364))
        .isCloseTo(
            byWeek.model().orElseThrow().expectedOrders(weeks.get(0), 52), withinPercentage(1e-4));
  }

  @Test
  void theCurrencyDoesNotMatter() {
    List<SpendState> euros = Simulation.spends(6, 4, 15, 2000, 8);
    List<SpendState> cents =
        euros.stream().map(s -> SpendState.of(s.orders(), 100 * s.meanAmount())).toList();

    GammaGamma byEuro = GammaGamma.fit(euros).model().orElseThrow();
    GammaGamma byCent = GammaGamma.fit(cents).model().orElseThrow();

    assertThat(byCent.q()).isCloseTo(byEuro.q(), withinPercentage(1e-4));
    assertThat(byCent.gamma()).isCloseTo(100 * byEuro.gamma(), withinPercentage(1e-4));
  }

  @Test
  void customersOfAnyAgeAreFittedAlsoThoseOfToday() {
    List<PurchaseState> states = new ArrayList<>(purchases(2000, 9));
    states.add(new PurchaseState(0, 0, 0, 500));

    assertThat(BgNbd.fit(states).parameters().get(0).value())
        .isCloseTo(
            BgNbd.fit(purchases(2000, 9)).parameters().get(0).value(), withinPercentage(.01));
  }

  @Test
  void oneTimeBuyersAloneGiveAVerdictInsteadOfNumbers() {
    Fit<BgNbd> fit =
        BgNbd.fit(List.of(new PurchaseState(0, 0, 30, 900), new PurchaseState(0, 0, 0, 100)));

    assertThat(fit.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(fit.reason())
        .isEqualTo("needs customers who ordered on a second day, has none among 1000");
    assertThat(fit.model()).isEmpty();
    assertThat(BgNbd.fit(List.of()).verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(GammaGamma.fit(List.of()).verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
  }

  @Test
  void customersWhoNeverLeaveGiveAVerdictInsteadOfNumbers() {
    List<PurchaseState> faithful =
        IntStream.range(0, 600)
            .mapToObj(index -> PurchaseState.of(20 + index % 5, 51.5 + index % 7 * .05, 52))
            .toList();

    Fit<BgNbd> fit = BgNbd.fit(faithful);

    assertThat(fit.verdict()).isEqualTo(Verdict.NOT_IDENTIFIED);
    assertThat(fit.reason()).contains("explain the data as well");
    assertThat(fit.parameters()).isEmpty();
  }

  @Test
  void aHandfulOfCustomersNeverGivesNotANumber() {
    for (int customers = 1; customers <= 12; customers++) {
      for (int seed = 0; seed < 25; seed++) {
        Fit<BgNbd> fit = BgNbd.fit(purchases(customers, seed));
        assertThat(fit.reason()).isNotBlank().doesNotContain("NaN");
        assertThat(fit.verdict().isUsable()).isEqualTo(fit.model().isPresent());
        fit.parameters()
            .forEach(
                parameter -> {
                  assertThat(parameter.value()).isPositive().isFinite();
                  assertThat(parameter.standardError()).isPositive().isFinite();
                  assertThat(parameter.high()).isFinite();
                });
      }
    }
  }

  @Test
  void aHeavyTailOfSpendersHasNoFiniteMeanAndTheFitSaysSo() {
    Fit<GammaGamma> fit = GammaGamma.fit(Simulation.spends(2, .6, 10, 5000, 10));

    assertThat(fit.model().orElseThrow().q()).isCloseTo(.6, withinPercentage(10));
    assertThat(fit.model().orElseThrow().meanAmount()).isEmpty();
    assertThat(fit.model().orElseThrow().meanAmount(SpendState.of(3, 50))).isEmpty();
    assertThat(fit.reason()).contains("the mean amount over customers is infinite");
  }

  @Test
  void spendOfACustomerLiesBetweenTheirOwnMeanAndThatOfAll() {
    GammaGamma model = new GammaGamma(6.25, 3.74, 15.44);

    assertThat(model.meanAmount().orElseThrow()).isCloseTo(35.219, within(5e-4));
    assertThat(model.meanAmount(SpendState.of(2, 40)).orElseThrow())
        .isCloseTo(39.14042, within(5e-6));
  }

  @Test
  void twentyThousandDifferentHistoriesAreFittedWithinASecond() {
    List<PurchaseState> states = purchases(23_570, 11);
    BgNbd.fit(states);

    // Processor time, since other tests may keep the machine busy.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    BgNbd.fit(states);

    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(1));
  }

  private static List<PurchaseState> purchases(int customers, long seed) {
    return Simulation.purchases(
        PURCHASE_TRUTH[0],
        PURCHASE_TRUTH[1],
        PURCHASE_TRUTH[2],
        PURCHASE_TRUTH[3],
        customers,
        52,
        seed);
  }

  private static void assertCovered(List<Parameter> parameters, double[] truths) {
    for (int index = 0; index < truths.length; index++) {
      assertThat(truths[index])
          .isBetween(parameters.get(index).low(), parameters.get(index).high());
    }
  }

  private static void assertSame(Fit<BgNbd> expected, Fit<BgNbd> actual, double percentage) {
    assertThat(actual.customers()).isEqualTo(expected.customers());
    for (int index = 0; index < expected.parameters().size(); index++) {
      assertThat(actual.parameters().get(index).value())
          .isCloseTo(expected.parameters().get(index).value(), withinPercentage(percentage));
      assertThat(actual.parameters().get(index).standardError())
          .isCloseTo(expected.parameters().get(index).standardError(), withinPercentage(1e-3));
    }
  }

  private static void assertDerivatives(Likelihood likelihood, double[][] points) {
    for (double[] point : points) {
      Slope slope = likelihood.slope(point);
      for (int row = 0; row < point.length; row++) {
        double step = 1e-5 * point[row];
        double[] above = point.clone();
        double[] below = point.clone();
        above[row] += step;
        below[row] -= step;
        double difference = (likelihood.value(above) - likelihood.value(below)) / (2 * step);
        assertThat(slope.gradient()[row]).isCloseTo(difference, withinPercentage(1e-3));
        for (int column = 0; column < point.length; column++) {
          double second =
              (likelihood.slope(above).gradient()[column]
                      - likelihood.slope(below).gradient()[column])
                  / (2 * step);
          assertThat(slope.hessian()[row][column]).isCloseTo(second, withinPercentage(1e-2));
        }
      }
    }
  }
}
