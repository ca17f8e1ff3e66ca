package clientele.etl.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class FiellerTest {

  private static final Sample CONTROL = Sample.ofCount(2_000, 100);
  private static final Sample TREATMENT = Sample.ofCount(2_000, 140);

  @Test
  void at_each_end_the_treatment_differs_from_that_multiple_of_the_control_as_far_as_is_allowed() {
    Verdict verdict = Fieller.relative(CONTROL, TREATMENT, .05).orElseThrow();

    double allowed =
        TDistribution.of(
                ((Contrast.Measured) Contrast.absolute(CONTROL, TREATMENT)).degreesOfFreedom())
            .inverseSurvivalProbability(.025);
    for (double end : new double[] {verdict.low(), verdict.high()}) {
      double multiple = 1 + end;
      double distance = TREATMENT.mean() - multiple * CONTROL.mean();
      double error =
          Math.sqrt(TREATMENT.varianceOfMean() + multiple * multiple * CONTROL.varianceOfMean());
      assertThat(Math.abs(distance) / error).isEqualTo(allowed, within(1e-9));
    }
    assertThat(verdict.high() - .4).as("skewed as a quotient is").isGreaterThan(.4 - verdict.low());
  }

  @Test
  void of_a_control_mean_that_may_be_0_no_share_has_ends() {
    assertThat(Fieller.relative(Sample.ofCount(50, 2), Sample.ofCount(50, 6), .05)).isEmpty();
  }

  @Test
  void intervals_hold_the_true_share_as_often_as_they_say_where_few_ordered() {
    SplittableRandom random = new SplittableRandom(3);
    int experiments = 4_000;
    int hits = 0;
    for (int experiment = 0; experiment < experiments; experiment++) {
      Verdict verdict =
          Fieller.relative(shares(random, .06), shares(random, .12), .05).orElseThrow();
      hits += verdict.low() <= 1 && 1 <= verdict.high() ? 1 : 0;
    }

    // .95 give or take four standard errors of a share over so many experiments
    assertThat(hits / (double) experiments).isBetween(.936, .964);
  }

  private static Sample shares(SplittableRandom random, double rate) {
    int ordered = 0;
    for (int person = 0; person < 500; person++) {
      ordered += random.nextDouble() < rate ? 1 : 0;
    }
    return Sample.ofCount(500, ordered);
  }
}
