package clientele.etl.analytics.value;

import clientele.etl.analytics.FigureTables;
import clientele.etl.analytics.value.Cdnow.Buyer;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Spend, lifetime value, and what came in the weeks held out. */
final class ForecastFigures {

  private static final PurchaseState TWO_REPEATS = PurchaseState.of(2, 30.43, 38.86);

  private final CdnowFits fits;
  private final FigureTables figures;

  ForecastFigures(CdnowFits fits, FigureTables figures) {
    this.fits = fits;
    this.figures = figures;
  }

  void add() {
    figures.section("Spend");
    spendExamples();
    figures.section("Lifetime value");
    lifetimeValues();
    figures.section("Orders held out, by repeats before the cut, a customer");
    holdoutByFrequency();
    figures.section("Repeat orders from the first week on");
    tracking();
    figures.section("Forecasts of the weeks held out");
    quality();
  }

  private void spendExamples() {
    GammaGamma rounded = new GammaGamma(6.25, 3.74, 15.44);
    double[] means = {24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17};
    for (int index = 0; index < means.length; index++) {
      figures.widened(
          "Gamma-Gamma E(M) of customer " + (index + 1),
          means[index],
          CdnowFits.expectedAmount(rounded, fits.buyers().get(index)),
          .1,
          "the library asserts no more");
    }
    GammaGamma fitted = fits.spend().model().orElseThrow();
    // At the maximum above it is 6.249572 * 15.443522 / 2.744225 = 35.1704.
    figures.relative("Gamma-Gamma mean", 35.171, fitted.meanAmount().orElseThrow(), 1e-4);
    figures.add(
        "Gamma-Gamma mean, rounded parameters", 35.219, rounded.meanAmount().orElseThrow(), 5e-4);
    figures.add(
        "Gamma-Gamma E(M|40, 2)",
        39.14042,
        rounded.meanAmount(SpendState.of(2, 40)).orElseThrow(),
        5e-6);
  }

  /**
   * lifetimes documents values of twelve steps of thirty weeks as if they were of months; they come
   * out with such steps, and a quarter of them with true months.
   */
  private void lifetimeValues() {
    LifetimeHorizon months = horizon(365 / 12.0 / 7);
    LifetimeHorizon thirtyWeeks = horizon(30);
    int[] customers = {1, 2, 3, 6, 9};
    double[] documented = {140.096211, 18.943467, 38.180574, 1003.868107, 167.418216};
    for (int index = 0; index < customers.length; index++) {
      figures.widened(
          "value of customer %d, 12 steps of 30 weeks".formatted(customers[index]),
          documented[index],
          value(fits.buyers().get(customers[index] - 1), thirtyWeeks),
          1e-3 * documented[index],
          "the library's fit ends beside the maximum");
    }
    // The documented mean amount of customer 1 is 22.35, rounded from 22.345.
    double amount =
        fits.spend().model().orElseThrow().meanAmount(SpendState.of(2, 22.35)).orElseThrow();
    PurchaseState first = fits.buyers().get(0).state();
    figures.relative(
        "value of customer 1, 12 steps of 30 weeks (SciPy)",
        140.094,
        thirtyWeeks.discountedOrders(CdnowFits.model(fits.bg()), first) * amount,
        1e-4);
    figures.add(
        "value of customer 1, 12 months",
        36.28,
        months.discountedOrders(CdnowFits.model(fits.bg()), first) * amount,
        5e-3);
    PurchaseModel model = CdnowFits.model(fits.bg());
    double orders = model.expectedOrders(TWO_REPEATS, 10);
    figures.add(
        "one period at 100 % is half",
        orders / 2,
        new LifetimeHorizon(new double[] {10}, 1).discountedOrders(model, TWO_REPEATS),
        1e-12);
    Nbd endless = new Nbd(2, 5);
    double byPeriod = endless.expectedOrders(TWO_REPEATS, 10);
    figures.add(
        "two periods at 100 % are a half and a quarter",
        byPeriod / 2 + byPeriod / 4,
        new LifetimeHorizon(new double[] {10, 20}, 1).discountedOrders(endless, TWO_REPEATS),
        1e-12);
  }

  private static LifetimeHorizon horizon(double step) {
    double[] ends = new double[12];
    for (int index = 0; index < ends.length; index++) {
      ends[index] = (index + 1) * step;
    }
    return new LifetimeHorizon(ends, .01);
  }

  private double value(Buyer buyer, LifetimeHorizon horizon) {
    return horizon.discountedOrders(CdnowFits.model(fits.bg()), buyer.state())
        * CdnowFits.expectedAmount(fits.spend().model().orElseThrow(), buyer);
  }

  private void holdoutByFrequency() {
    double[] actual = {.237, .697, 1.393, 1.560, 2.532, 2.947, 3.862, 6.359};
    double[] byPareto = {.138, .600, 1.196, 1.714, 2.399, 2.907, 3.819, 6.403};
    double[] byBg = {.225, .523, 1.044, 1.520, 2.164, 2.654, 3.504, 6.157};
    int[] sizes = {1411, 439, 214, 100, 62, 38, 29, 64};
    for (int frequency = 0; frequency < actual.length; frequency++) {
      int wanted = frequency;
      List<Buyer> group =
          fits.buyers().stream().filter(b -> Math.min(7, b.state().repeats()) == wanted).toList();
      String of = " of " + frequency + (frequency == 7 ? "+" : "");
      figures.add("customers" + of, sizes[frequency], group.size(), 0);
      figures.add(
          "held out, actual" + of, actual[frequency], mean(group, Buyer::ordersHeldOut), 5.1e-4);
      figures.add("held out, BG/NBD" + of, byBg[frequency], mean(group, expected(fits.bg())), 5e-4);
      figures.widened(
          "held out, Pareto/NBD" + of,
          byPareto[frequency],
          mean(group, expected(fits.pareto())),
          7e-4,
          "the library's fit ends beside the maximum, by up to 1e-3 of a parameter");
    }
  }

  private void tracking() {
    double[] byPareto = {1308.856, 1385.275, 1459.923, 1532.906, 1604.32, 1674.253};
    double[] byBg = {1312.458, 1387.346, 1460.392, 1531.713, 1601.418, 1669.6};
    int[] actual = {1359, 1414, 1484, 1517, 1573, 1672};
    for (int week = 20; week <= 25; week++) {
      figures.add("actual cumulated to week " + week, actual[week - 20], cumulated(week), 0);
      figures.relative(
          "Pareto/NBD cumulated to week " + week,
          byPareto[week - 20],
          cumulated(fits.pareto(), week),
          1e-4);
      figures.relative(
          "BG/NBD cumulated to week " + week, byBg[week - 20], cumulated(fits.bg(), week), 1e-4);
    }
  }

  /** Order days after each one's first, until the last day of the week. */
  private static long cumulated(int week) {
    LocalDate last = Cdnow.FIRST_DAY.plusWeeks(week).minusDays(1);
    return Cdnow.orderDays().stream()
        .mapToLong(days -> Math.max(0, days.headSet(last, true).size() - 1))
        .sum();
  }

  private double cumulated(Fit<PurchaseModel> fit, double week) {
    double oldest = fits.buyers().stream().mapToDouble(b -> b.state().age()).max().orElseThrow();
    return fits.buyers().stream()
        .mapToDouble(b -> week - (oldest - b.state().age()))
        .filter(age -> age > 0)
        .map(age -> CdnowFits.model(fit).expectedOrders(age))
        .sum();
  }

  private void quality() {
    figures.add(
        "actual sum held out",
        1882,
        fits.buyers().stream().mapToInt(Buyer::ordersHeldOut).sum(),
        0);
    quality("Pareto/NBD", fits.pareto(), 1665.4, .7545);
    quality("BG/NBD", fits.bg(), 1653.4, .7855);
    quality("MBG/NBD", fits.mbg(), 1576.7, .7648);
    quality("NBD", fits.nbd(), 2929.8, 1.0410);
    area("BG/NBD P(alive)", .316, b -> CdnowFits.model(fits.bg()).probabilityAlive(b.state()));
    area("MBG/NBD P(alive)", .687, b -> CdnowFits.model(fits.mbg()).probabilityAlive(b.state()));
    area(
        "Pareto/NBD P(alive)",
        .726,
        b -> CdnowFits.model(fits.pareto()).probabilityAlive(b.state()));
    figures.widened(
        "area under curve of recency",
        .772,
        area(b -> -daysSilent(b)),
        6e-4,
        "no rule for ties is published; ties count half here, as in the next line");
    figures.add("the same, pair by pair", pairByPair(), area(b -> -daysSilent(b)), 1e-12);
    area("frequency", .758, b -> b.state().repeats());
    for (Fit<PurchaseModel> fit : List.of(fits.bg(), fits.mbg(), fits.pareto(), fits.nbd())) {
      figures.widened(
          "area under curve of expected orders",
          .776,
          area(expected(fit)),
          3.5e-3,
          "published for all models together, as .773 to .779");
    }
  }

  /** Whole days: differences of weeks would part what is equal. */
  private static long daysSilent(Buyer buyer) {
    return Math.round(7 * (buyer.state().age() - buyer.state().lastAt()));
  }

  private double pairByPair() {
    double won = 0;
    double pairs = 0;
    for (Buyer one : fits.buyers()) {
      for (Buyer other : fits.buyers()) {
        if (one.ordersHeldOut() > 0 && other.ordersHeldOut() == 0) {
          pairs++;
          won += (1 + Long.signum(daysSilent(other) - daysSilent(one))) / 2.0;
        }
      }
    }
    return won / pairs;
  }

  private void quality(String name, Fit<PurchaseModel> fit, double sum, double error) {
    Forecast.Quality quality =
        Forecast.quality(
            fits.buyers().stream()
                .map(
                    buyer -> {
                      double orders = expected(fit).applyAsDouble(buyer);
                      return new Forecast(
                          orders, OptionalDouble.of(orders), buyer.ordersHeldOut(), 1);
                    })
                .toList());
    figures.relative(name + " sum held out", sum, quality.expectedOrders().orElseThrow(), 1e-4);
    figures.add(
        name + " mean absolute error", error, quality.meanAbsoluteError().orElseThrow(), 5e-5);
  }

  private void area(String name, double expected, ToDoubleFunction<Buyer> score) {
    figures.add("area under curve of " + name, expected, area(score), 5.1e-4);
  }

  private double area(ToDoubleFunction<Buyer> score) {
    return Forecast.quality(
            fits.buyers().stream()
                .map(
                    buyer ->
                        new Forecast(
                            score.applyAsDouble(buyer),
                            OptionalDouble.empty(),
                            buyer.ordersHeldOut(),
                            1))
                .toList())
        .areaUnderCurve()
        .orElseThrow();
  }

  private ToDoubleFunction<Buyer> expected(Fit<PurchaseModel> fit) {
    return buyer -> CdnowFits.model(fit).expectedOrders(buyer.state(), Cdnow.HOLDOUT_WEEKS);
  }

  private static double mean(List<Buyer> group, ToDoubleFunction<Buyer> measure) {
    return group.stream().mapToDouble(measure).average().orElseThrow();
  }
}
