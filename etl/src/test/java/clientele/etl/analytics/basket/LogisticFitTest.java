package clientele.etl.analytics.basket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogisticFitTest {

  /** Hours of study and whether the exam was passed, the example of Wikipedia's page. */
  private static final double[] HOURS = {
    .5, .75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5
  };

  private static final String PASSED = "00000010101010111111";

  @Test
  void hoursOfStudyTellWhoPassesAsPublished() {
    List<LogisticFit.Case> cases =
        IntStream.range(0, HOURS.length)
            .mapToObj(i -> new LogisticFit.Case(new double[] {HOURS[i]}, PASSED.charAt(i) == '1'))
            .toList();

    LogisticFit fit = LogisticFit.of(cases, new double[2]);

    // Published: -4.0777, 1.5046, log-likelihood -8.02988; the ridge draws towards zero.
    assertThat(fit.coefficients()[0]).isCloseTo(-4.0777, within(.02));
    assertThat(fit.coefficients()[1]).isCloseTo(1.5046, within(.006));
    assertThat(fit.logLikelihood()).isCloseTo(-8.02988, within(.01));
    assertThat(fit.probability(new double[] {2})).isCloseTo(.25, within(.01));
    assertThat(fit.probability(new double[] {5})).isCloseTo(.97, within(.01));
  }

  @Test
  void theLikelihoodIsTheSumOverCasesHoweverManyTheyAre() {
    List<LogisticFit.Case> cases = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      cases.add(new LogisticFit.Case(new double[] {i % 7 - 3}, i * i % 11 < 5));
    }

    LogisticFit fit = LogisticFit.of(cases, new double[2]);

    double sum = 0;
    for (LogisticFit.Case each : cases) {
      double probability = fit.probability(each.features());
      sum += Math.log(each.happened() ? probability : 1 - probability);
    }
    assertThat(fit.logLikelihood()).isCloseTo(sum, within(.01));
  }

  @Test
  void whereAFeaturePartsTheOutcomesTheFitStaysFinite() {
    List<LogisticFit.Case> cases =
        IntStream.range(-20, 20)
            .mapToObj(i -> new LogisticFit.Case(new double[] {100.0 * i + 50}, i >= 0))
            .toList();

    LogisticFit fit = LogisticFit.of(cases, new double[2]);

    assertThat(Arrays.stream(fit.coefficients())).allMatch(Double::isFinite);
    assertThat(fit.probability(new double[] {2000})).isGreaterThan(.99);
  }
}
