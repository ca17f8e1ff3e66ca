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
    for (PathTerms terms :
        List.of(
            new BetaGeometricTerms(1, false),
            new BetaGeometricTerms(1, true),
            new BetaGeometricTerms(4, true),
            ParetoNbd.TERMS)) {
      assertDerivatives(
          new PathLikelihood(terms, purchases(300, 1)),
          new double[][] {PURCHASE_TRUTH, {2, .5, .1, .3}, {.4, .1, 1.2, 3}});
    }
    assertDerivatives(
        new PathLikelihood(Nbd.TERMS, purchases(300, 1)), new double[][] {{.6, 6}, {2, .5}});
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
    PurchaseModel model = BetaGeometric.bgNbd(.6, 6, .8, 2.5);
    List<SpendState> spends = Simulation.spends(6, 4, 15, 500, 2);
    GammaGamma spendModel = new GammaGamma(6, 4, 15);

    assertThat(new PathLikelihood(new BetaGeometricTerms(1, false), states).value(PURCHASE_TRUTH))
        .isCloseTo(states.stream().mapToDouble(model::logLikelihood).sum(), within(1e-8));
    assertThat(new GammaGammaLikelihood(spends).value(SPEND_TRUTH))
        .isCloseTo(spends.stream().mapToDouble(spendModel::logLikelihood).sum(), within(1e-8));
  }

  @Test
  void plantedPurchaseParametersAreFoundWithinTheirIntervals() {
    double[] lifetime = {.6, 6, .7, 12};
    assertFound(ModelKind.BG_NBD, betaGeometric(1, false), PURCHASE_TRUTH);
    assertFound(ModelKind.MBG_NBD, betaGeometric(1, true), PURCHASE_TRUTH);
    assertFound(ModelKind.BG_CNBD_K, betaGeometric(3, false), PURCHASE_TRUTH);
    assertFound(ModelKind.MBG_CNBD_K, betaGeometric(2, true), PURCHASE_TRUTH);
    assertFound(
        ModelKind.PARETO_NBD,
        Simulation.sample(Simulation.pareto(lifetime, 20_000, 52, 0, 3)),
        lifetime);
    // The baseline's truth is the others' without dropout.
    assertFound(
        ModelKind.NBD,
        Simulation.sample(Simulation.pareto(new double[] {.6, 6, .7, 1e7}, 20_000, 52, 0, 3)),
        new double[] {.6, 6});
  }

  private static PurchaseSample betaGeometric(int regularity, boolean leavesAtFirst) {
    return Simulation.betaGeometric(regularity, leavesAtFirst, PURCHASE_TRUTH, 20_000, 52, 3);
  }

  private static void assertFound(ModelKind kind, PurchaseSample sample, double[] truths) {
    Fit<PurchaseModel> fit = kind.fit(sample);

    assertThat(fit.verdict()).as(kind.name()).isEqualTo(Verdict.IDENTIFIED);
    for (int index = 0; index < truths.length; index++) {
      Parameter parameter = fit.parameters().get(index);
      // One in a hundred misses 2.6 standard errors; of 22 here hardly any may.
      double low = parameter.value() * Math.pow(parameter.low() / parameter.value(), 2.6 / 1.96);
      double high = parameter.value() * Math.pow(parameter.high() / parameter.value(), 2.6 / 1.96);
      assertThat(truths[index]).as(kind + " " + parameter).isBetween(low, high);
    }
  }

  @Test
  void regularityIsFoundByTheLikelihoodOfTheIntervals() {
    for (int regularity = 2; regularity <= 4; regularity++) {
      PurchaseSample regular =
          Simulation.betaGeometric(regularity, false, PURCHASE_TRUTH, 3000, 52, 12);

      Fit<PurchaseModel> fit = ModelKind.BG_CNBD_K.fit(regular);

      assertThat(((BetaGeometric) fit.model().orElseThrow()).regularity()).isEqualTo(regularity);
      // Without steps such regular customers run away from any model, or fit it worse.
      assertThat(ModelKind.BG_NBD.fit(regular).logLikelihood().orElse(Double.NEGATIVE_INFINITY))
          .isLessThan(fit.logLikelihood().orElseThrow() - 10);
    }
    PurchaseSample exponential = Simulation.betaGeometric(1, false, PURCHASE_TRUTH, 3000, 52, 12);
    assertThat(ModelKind.BG_CNBD_K.fit(exponential).logLikelihood().orElseThrow())
        .isLessThan(ModelKind.BG_NBD.fit(exponential).logLikelihood().orElseThrow() - 10);
  }

  @Test
  void regularityNeedsTheIntervals() {
    Fit<PurchaseModel> fit = ModelKind.BG_CNBD_K.fit(PurchaseSample.of(purchases(100, 1)));

    assertThat(fit.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(fit.reason()).contains("intervals between orders");
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
    int simulations = 60;
    Integer[] covered = {0, 0, 0, 0};
    for (int simulation = 0; simulation < simulations; simulation++) {
      List<Parameter> parameters = bgNbd(purchases(1500, 1000 + simulation)).parameters();
      assertThat(parameters).hasSize(4);
      for (int index = 0; index < covered.length; index++) {
        Parameter parameter = parameters.get(index);
        double truth = PURCHASE_TRUTH[index];
        covered[index] += parameter.low() <= truth && truth <= parameter.high() ? 1 : 0;
      }
    }

    // 95 % of 60 is 57; three standard errors of that are 5. ValueBenchmark takes 1,000.
    assertThat(covered).allSatisfy(count -> assertThat(count).isBetween(52, 60));
  }

  @Test
  void weightsAreTheSameAsRepeatedCustomers() {
    List<PurchaseState> one = purchases(400, 5);
    List<PurchaseState> weighted =
        one.stream().map(s -> new PurchaseState(s.repeats(), s.lastAt(), s.age(), 3)).toList();
    List<PurchaseState> repeated = new ArrayList<>(one);
    repeated.addAll(one);
    repeated.addAll(one);

    assertSame(bgNbd(repeated), bgNbd(weighted), 1e-6);
  }

  @Test
  void theOrderOfCustomersDoesNotMatterToTheLastDigit() {
    List<PurchaseState> states = new ArrayList<>(purchases(400, 6));
    Fit<PurchaseModel> forward = bgNbd(states);
    Collections.reverse(states);

    assertThat(bgNbd(states).parameters()).isEqualTo(forward.parameters());
  }

  @Test
  void theUnitOfTimeDoesNotMatter() {
    List<PurchaseState> weeks = purchases(2000, 7);
    List<PurchaseState> days =
        weeks.stream()
            .map(s -> PurchaseState.of(s.repeats(), 7 * s.lastAt(), 7 * s.age()))
            .toList();

    Fit<PurchaseModel> byWeek = bgNbd(weeks);
    Fit<PurchaseModel> byDay = bgNbd(days);

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

    assertThat(bgNbd(states).parameters().get(0).value())
        .isCloseTo(bgNbd(purchases(2000, 9)).parameters().get(0).value(), withinPercentage(.01));
  }

  @Test
  void oneTimeBuyersAloneGiveAVerdictInsteadOfNumbers() {
    Fit<PurchaseModel> fit =
        bgNbd(List.of(new PurchaseState(0, 0, 30, 900), new PurchaseState(0, 0, 0, 100)));

    assertThat(fit.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(fit.reason())
        .isEqualTo("needs customers who ordered on a second day, has none among 1000");
    assertThat(fit.model()).isEmpty();
    assertThat(bgNbd(List.of()).verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(GammaGamma.fit(List.of()).verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
  }

  @Test
  void customersWhoNeverLeaveGiveAVerdictInsteadOfNumbers() {
    List<PurchaseState> faithful =
        IntStream.range(0, 600)
            .mapToObj(index -> PurchaseState.of(20 + index % 5, 51.5 + index % 7 * .05, 52))
            .toList();

    Fit<PurchaseModel> fit = bgNbd(faithful);

    assertThat(fit.verdict()).isEqualTo(Verdict.NOT_IDENTIFIED);
    assertThat(fit.reason()).startsWith("the likelihood ");
    assertThat(fit.parameters()).isEmpty();
  }

  @Test
  void aHandfulOfCustomersNeverGivesNotANumber() {
    for (int customers = 1; customers <= 12; customers++) {
      for (int seed = 0; seed < 60; seed++) {
        ModelKind kind = ModelKind.values()[seed % ModelKind.values().length];
        Fit<PurchaseModel> fit =
            kind.fit(Simulation.betaGeometric(2, true, PURCHASE_TRUTH, customers, 52, seed));
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
    bgNbd(states);

    // Processor time, since other tests may keep the machine busy.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    bgNbd(states);

    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(1));
  }

  private static Fit<PurchaseModel> bgNbd(List<PurchaseState> states) {
    return ModelKind.BG_NBD.fit(PurchaseSample.of(states));
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

  private static void assertSame(
      Fit<PurchaseModel> expected, Fit<PurchaseModel> actual, double percentage) {
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
