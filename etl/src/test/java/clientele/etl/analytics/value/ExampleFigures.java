package clientele.etl.analytics.value;

import clientele.etl.analytics.FigureTables;

/** Worked examples: single histories, expectations, probabilities of numbers of orders. */
final class ExampleFigures {

  private static final PurchaseState TWO_REPEATS = PurchaseState.of(2, 30.43, 38.86);
  private static final PurchaseState HEAVIEST = PurchaseState.of(26, 216 / 7.0, 31);

  private final CdnowFits fits;
  private final FigureTables figures;

  ExampleFigures(CdnowFits fits, FigureTables figures) {
    this.fits = fits;
    this.figures = figures;
  }

  void add() {
    figures.section("BG/NBD, examples");
    bgNbdExamples();
    figures.section("Pareto/NBD, examples");
    paretoExamples();
    figures.section("Other examples");
    otherExamples();
  }

  private void bgNbdExamples() {
    PurchaseModel model = CdnowFits.model(fits.bg());
    figures.add("BG/NBD E[Y(39)|2]", 1.22591, model.expectedOrders(TWO_REPEATS, 39), 5e-6);
    figures.add("BG/NBD P(alive)|2", .72661, model.probabilityAlive(TWO_REPEATS), 5e-6);
    figures.add("BG/NBD E[Y(39)|2], asserted", 1.226, model.expectedOrders(TWO_REPEATS, 39), 5e-4);
    double[] times = {1 / 7.0, 1, 3, 31.8571, 32};
    double[] expected = {.0078, .0532, .1506, 1.0405, 1.0437};
    for (int index = 0; index < times.length; index++) {
      figures.add(
          "BG/NBD E[X(%.4g)]".formatted(times[index]),
          expected[index],
          model.expectedOrders(times[index]),
          5e-5);
    }
    figures.relative("BG/NBD E[X(52)]", 1.444004, model.expectedOrders(52), 1e-4);
    figures.widened(
        "BG/NBD E[X(78)]",
        1.8576,
        model.expectedOrders(78),
        5e-4,
        "asserted to three decimals only");
    figures.relative("BG/NBD E[Y(52)|26]", 25.75659, model.expectedOrders(HEAVIEST, 52), 1e-4);
    figures.relative("BG/NBD P(alive)|26", .9688523, model.probabilityAlive(HEAVIEST), 1e-4);

    BetaGeometric rounded = BetaGeometric.bgNbd(.243, 4.414, .793, 2.426);
    figures.relative("BG/NBD P(10 in 2)", 1.0786896e-07, rounded.probabilityOfOrders(10, 2), 1e-7);
    figures.add("BG/NBD P(0 in 39)", .57378635, rounded.probabilityOfOrders(0, 39), 5e-9);
    double[] probabilities = {
      .0019995214, .0015170236, .0011633150, .0009003148, .0007023638,
      .0005517902, .0004361913, .0003467171, .0002769613, .0002222260
    };
    for (int orders = 11; orders <= 20; orders++) {
      figures.add(
          "BG/NBD P(%d in 30)".formatted(orders),
          probabilities[orders - 11],
          rounded.probabilityOfOrders(orders, 30),
          5.1e-11);
    }
    figures.add("BG/NBD ln L|2", -9.458606307, rounded.logLikelihood(TWO_REPEATS), 5e-9);
    BetaGeometric stable = BetaGeometric.bgNbd(.25, 4, .8, 2.5);
    figures.add(
        "BG/NBD ln L|0", -.59947382, stable.logLikelihood(PurchaseState.of(0, 0, 40)), 5e-9);
    figures.add(
        "BG/NBD ln L|200", 100.7957, stable.logLikelihood(PurchaseState.of(200, 38, 40)), 5e-5);
  }

  private void paretoExamples() {
    PurchaseModel model = CdnowFits.model(fits.pareto());
    figures.relative("Pareto/NBD E[Y(39)|2]", 1.45511, model.expectedOrders(TWO_REPEATS, 39), 1e-4);
    figures.add("Pareto/NBD P(alive)|2", .86912, model.probabilityAlive(TWO_REPEATS), 5e-6);
    figures.relative("Pareto/NBD E[X(52)]", 1.473434, model.expectedOrders(52), 1e-4);
    // Asserted for parameters of two digits, as these figures show.
    ParetoNbd rounded = new ParetoNbd(.55, 10.56, .61, 11.64);
    double[] byWeek = {
      0, .05077821, .09916088, .14542507, .18979930, .23247466, .27361274, .31335159, .35181024,
      .38909211
    };
    for (int week = 0; week < byWeek.length; week++) {
      figures.add(
          "Pareto/NBD E[X(%d)]".formatted(week),
          byWeek[week],
          rounded.expectedOrders(week),
          5.1e-9);
    }
    figures.relative("Pareto/NBD E[Y(52)|26]", 25.45647, model.expectedOrders(HEAVIEST, 52), 1e-4);
    figures.relative("Pareto/NBD P(alive)|26", .997874, model.probabilityAlive(HEAVIEST), 1e-6);

    figures.add(
        "Pareto/NBD E[Y(52)|26], asserted", 25.46, model.expectedOrders(HEAVIEST, 52), 5.1e-3);
    figures.add("Pareto/NBD P(alive)|26, asserted", .9979, model.probabilityAlive(HEAVIEST), 5e-5);

    ParetoNbd discounting = new ParetoNbd(.5629966, 12.559037, .4081095, 10.5148048);
    figures.add(
        "Pareto/NBD DERT|7",
        1.864183,
        discounting.discountedOrders(PurchaseState.of(7, 35, 77.86), .0027),
        5e-7);
    double[] byRepeats = {
      2.1991554, 2.8435344, 2.8671284, 2.4454101, 1.8405019,
      1.2624165, .8096181, .4948036, .2920247, .1679275
    };
    for (int repeats = 1; repeats <= byRepeats.length; repeats++) {
      figures.add(
          "Pareto/NBD DERT|%d, 30".formatted(repeats),
          byRepeats[repeats - 1],
          discounting.discountedOrders(PurchaseState.of(repeats, 30, 77.86), .0027),
          5.1e-8);
    }
    double[] probabilities = {.595938070, .165062404, .082019521, .048687410};
    for (int orders = 0; orders < probabilities.length; orders++) {
      figures.add(
          "Pareto/NBD P(%d in 39)".formatted(orders),
          probabilities[orders],
          rounded.probabilityOfOrders(orders, 39),
          5.1e-10);
    }
    figures.add(
        "Pareto/NBD ln L|2",
        -9.554283245,
        new ParetoNbd(.553, 10.578, .606, 11.669).logLikelihood(TWO_REPEATS),
        5e-9);
  }

  private void otherExamples() {
    figures.add(
        "MBG/NBD E[Y(39)|2]",
        1.26267,
        CdnowFits.model(fits.mbg()).expectedOrders(TWO_REPEATS, 39),
        5e-6);
    for (double[] heavy :
        new double[][] {
          {221, 103.42857, 103.57143},
          {254, 97.14286, 97.28571},
          {161, 94.71429, 98},
          {204, 98.57143, 99.42857}
        }) {
      double alive =
          new ParetoNbd(.5143, 2.8845, .2856, 14.1087)
              .probabilityAlive(PurchaseState.of((int) heavy[0], heavy[1], heavy[2]));
      figures.add(
          "Pareto/NBD P(alive)|%.0f is a probability".formatted(heavy[0]),
          1,
          alive >= 0 && alive <= 1 ? 1 : alive,
          0);
    }
  }
}
