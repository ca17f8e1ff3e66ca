package clientele.etl.analytics.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether 95 % intervals hold the truth as often as they say, in a thousand planted companies. */
@Tag("soak")
class CoverageTest {

  private static final int COMPANIES = 1000;
  private static final double[] DROPOUT = {.6, 6, .8, 2.5};
  private static final double[] LIFETIME = {.6, 6, .7, 12};
  private static final double[] RATES = {.6, 6};
  private static final double[] ENDLESS = {.6, 6, .7, 1e9};

  @ParameterizedTest
  @EnumSource
  void intervalsOfPurchaseModelsHoldTheTruth(ModelKind kind) {
    assertCovered(
        kind.name(),
        switch (kind) {
          case PARETO_NBD -> LIFETIME;
          case NBD -> RATES;
          case BG_NBD, MBG_NBD, BG_CNBD_K, MBG_CNBD_K -> DROPOUT;
        },
        seed -> kind.fit(company(kind, seed)).parameters());
  }

  private static PurchaseSample company(ModelKind kind, int seed) {
    return switch (kind) {
      case BG_NBD -> Simulation.betaGeometric(1, false, DROPOUT, 1500, 52, seed);
      case MBG_NBD -> Simulation.betaGeometric(1, true, DROPOUT, 1500, 52, seed);
      case BG_CNBD_K -> Simulation.betaGeometric(2, false, DROPOUT, 1500, 52, seed);
      // Of fewer customers another regularity is sometimes likelier than the true one.
      case MBG_CNBD_K -> Simulation.betaGeometric(2, true, DROPOUT, 6000, 52, seed);
      case PARETO_NBD -> Simulation.sample(Simulation.pareto(LIFETIME, 1500, 52, 0, seed));
      case NBD -> Simulation.sample(Simulation.pareto(ENDLESS, 1500, 52, 0, seed));
    };
  }

  @Test
  void intervalsOfTheSpendModelHoldTheTruth() {
    assertCovered(
        "Gamma-Gamma",
        new double[] {6, 4, 15},
        seed -> GammaGamma.fit(Simulation.spends(6, 4, 15, 1500, seed)).parameters());
  }

  private static void assertCovered(
      String name, double[] truths, IntFunction<List<Parameter>> estimates) {
    int[] covered = new int[truths.length];
    List<List<Parameter>> companies =
        IntStream.rangeClosed(1, COMPANIES).mapToObj(estimates).toList();
    for (List<Parameter> parameters : companies) {
      assertThat(parameters).as(name).isNotEmpty();
      for (int index = 0; index < truths.length; index++) {
        Parameter parameter = parameters.get(index);
        boolean isHeld = parameter.low() <= truths[index] && truths[index] <= parameter.high();
        covered[index] += isHeld ? 1 : 0;
      }
    }
    for (int index = 0; index < truths.length; index++) {
      System.out.printf(
          "%s %s: %d of %d intervals hold the truth%n",
          name, companies.get(0).get(index).name(), covered[index], COMPANIES);
      assertThat(covered[index] / (double) COMPANIES).as(name + " " + index).isBetween(.93, .97);
    }
  }
}
