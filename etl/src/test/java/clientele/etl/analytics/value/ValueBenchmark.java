package clientele.etl.analytics.value;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What fits and scores take, and whether intervals hold what they promise in 1,000 simulations. A
 * program to be run by hand, not a test. Peers on 2,357 customers and two processors: BG/NBD 0.36
 * to 0.44 s, Pareto/NBD 0.28 to 1.09 s, Gamma-Gamma 0.21 s (CLVTools, BTYD and lifetimes).
 */
final class ValueBenchmark {

  private static final double[] TRUTH = {.6, 6, .8, 2.5};

  private ValueBenchmark() {}

  public static void main(String[] arguments) {
    for (int customers : new int[] {2_357, 23_570}) {
      PurchaseSample sample = Simulation.betaGeometric(1, false, TRUTH, customers, 39, 1);
      for (ModelKind kind : ModelKind.values()) {
        kind.fit(sample);
        long start = System.nanoTime();
        Fit<PurchaseModel> fit = kind.fit(sample);
        report("fit " + kind + " on " + customers + " histories", start, fit.verdict().toString());
      }
    }
    List<PurchaseState> states =
        Simulation.betaGeometric(1, false, TRUTH, 300_000, 150, 2).states();
    for (PurchaseModel model :
        List.of(BetaGeometric.mbgNbd(.6, 6, .8, 2.5), new ParetoNbd(.6, 6, .7, 12))) {
      long start = System.nanoTime();
      double orders =
          states.parallelStream()
              .mapToDouble(
                  state -> {
                    OrderForecast year = OrderForecast.of(model, state, 52);
                    return model.expectedOrders(state, 26) + year.high();
                  })
              .sum();
      report("score 300,000 histories by " + model.getClass().getSimpleName(), start, "" + orders);
    }
    coverage(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000);
  }

  private static void coverage(int simulations) {
    int[] covered = new int[TRUTH.length];
    long start = System.nanoTime();
    IntStream.range(0, simulations)
        .forEach(
            seed -> {
              List<Parameter> parameters =
                  ModelKind.BG_NBD
                      .fit(Simulation.betaGeometric(1, false, TRUTH, 1500, 52, 1000 + seed))
                      .parameters();
              for (int index = 0; index < parameters.size(); index++) {
                Parameter parameter = parameters.get(index);
                boolean isHeld =
                    parameter.low() <= TRUTH[index] && TRUTH[index] <= parameter.high();
                covered[index] += isHeld ? 1 : 0;
              }
            });
    report(
        "coverage of 95 %% intervals in %d simulations".formatted(simulations),
        start,
        "r %.3f, alpha %.3f, a %.3f, b %.3f"
            .formatted(
                covered[0] / (double) simulations,
                covered[1] / (double) simulations,
                covered[2] / (double) simulations,
                covered[3] / (double) simulations));
  }

  private static void report(String what, long start, String result) {
    System.out.printf("%-55s %8.3f s  %s%n", what, (System.nanoTime() - start) / 1e9, result);
  }
}
