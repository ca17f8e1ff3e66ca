package clientele.etl.analytics.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import clientele.etl.analytics.experiment.Contrast;
import clientele.etl.analytics.experiment.Side;
import clientele.etl.analytics.experiment.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;

class ClusteredTest {

  /** One person's trials: x and y of each. */
  private record Person(double[] x, double[] y) {}

  @Test
  void onePersonATrialIsWilsonsIntervalOfTheLibrary() {
    for (int successes : new int[] {0, 1, 15, 148}) {
      ClusteredShare share = new ClusteredShare(148, 148, successes, 148, successes, successes);
      ConfidenceInterval expected = new WilsonScoreInterval().createInterval(148, successes, 0.95);
      Verdict found = share.interval(0.05);
      /* The variance of a ratio has n - 1 below, so that n - 1 trials would leave it. */
      assertThat(found.low()).isCloseTo(expected.getLowerBound(), within(0.001));
      assertThat(found.high()).isCloseTo(expected.getUpperBound(), within(0.001));
      assertThat(found.low()).isLessThanOrEqualTo(share.share());
      assertThat(found.high()).isGreaterThanOrEqualTo(share.share());
    }
  }

  @Test
  void trialsThatAllRepeatTheFirstOfAPersonTellNoMoreThanOne() {
    ClusteredShare once = new ClusteredShare(100, 100, 30, 100, 30, 30);
    ClusteredShare tenTimes = new ClusteredShare(100, 1000, 300, 10_000, 3000, 3000);
    assertThat(tenTimes.effectiveTrials()).isCloseTo(once.effectiveTrials(), within(1e-9));
    assertThat(tenTimes.interval(0.05).high()).isCloseTo(once.interval(0.05).high(), within(1e-12));
  }

  @Test
  void whereNothingHappenedEachPersonCountsAsOne() {
    assertThat(new ClusteredShare(20, 500, 0, 12_500, 0, 0).interval(0.05).high())
        .isCloseTo(0.1611, within(0.00005));
  }

  @Test
  void theSlopeOfOneTrialAPersonHasTheLargerOfTheErrorOfWhiteAndThatOfTheLibrary() {
    double[] x = {0, 1, 2, 3, 4, 5, 6, 7};
    for (double[] y : new double[][] {{1, 0, 0, 0, 1, 1, 0, 1}, {0, 1, 1, 0, 0, 0, 1, 1}}) {
      List<Person> people = new ArrayList<>();
      SimpleRegression line = new SimpleRegression();
      for (int i = 0; i < x.length; i++) {
        people.add(new Person(new double[] {x[i]}, new double[] {y[i]}));
        line.addData(x[i], y[i]);
      }
      double meat = 0;
      for (int i = 0; i < x.length; i++) {
        double score = (x[i] - 3.5) * (y[i] - line.predict(x[i]));
        meat += score * score;
      }
      Contrast.Measured found = (Contrast.Measured) slope(people);
      assertThat(found.value()).isCloseTo(line.getSlope(), within(1e-12));
      assertThat(found.standardError())
          .isCloseTo(
              Math.max(Math.sqrt(meat * 8 / 7) / line.getXSumSquares(), line.getSlopeStdErr()),
              within(1e-12));
    }
  }

  @Test
  void fewTrialsOfAnotherKindWithoutSuccessProveNothing() {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      people.add(new Person(new double[] {0}, new double[] {i < 20 ? 1 : 0}));
    }
    for (int i = 0; i < 5; i++) {
      people.add(new Person(new double[] {1}, new double[] {0}));
    }
    Contrast.Measured found = (Contrast.Measured) slope(people);
    assertThat(found.value()).isCloseTo(-0.02, within(1e-12));
    assertThat(found.atFixedTime(Side.BOTH, 0.05).p()).isGreaterThan(0.5);
  }

  @Test
  void nothingIsToldWhereOneSideDoesNotVary() {
    Person constant = new Person(new double[] {1, 2}, new double[] {1, 1});
    Person same = new Person(new double[] {3, 3}, new double[] {0, 1});
    assertThat(slope(List.of(constant, constant, constant)))
        .isEqualTo(new Contrast.NotEstimable(Contrast.Obstacle.NO_VARIANCE));
    assertThat(slope(List.of(same, same, same)))
        .isEqualTo(new Contrast.NotEstimable(Contrast.Obstacle.NO_VARIANCE));
    assertThat(slope(List.of(constant, same)))
        .isEqualTo(new Contrast.NotEstimable(Contrast.Obstacle.TOO_FEW));
  }

  /** People who like us open more and get more trials; the slope within is 0.02, planted. */
  @Test
  void intervalsOfTheSlopeCoverThePlantedOneAtTheirRate() {
    SplittableRandom random = new SplittableRandom(7);
    int covered = 0;
    int runs = 600;
    for (int run = 0; run < runs; run++) {
      List<Person> people = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        double liking = 0.2 * random.nextDouble();
        int trials = 1 + random.nextInt(8);
        double[] x = new double[trials];
        double[] y = new double[trials];
        for (int t = 0; t < trials; t++) {
          x[t] = random.nextInt(5);
          y[t] = random.nextDouble() < 0.1 + liking + 0.02 * x[t] ? 1 : 0;
        }
        people.add(new Person(x, y));
      }
      Verdict verdict = ((Contrast.Measured) slope(people)).atFixedTime(Side.BOTH, 0.05);
      covered += verdict.low() <= 0.02 && 0.02 <= verdict.high() ? 1 : 0;
    }
    assertThat(covered / (double) runs).isBetween(0.925, 0.975);
  }

  private static Contrast slope(List<Person> people) {
    double[] sums = new double[5];
    double[][] products = new double[5][5];
    for (Person person : people) {
      double[] own = new double[5];
      for (int t = 0; t < person.x().length; t++) {
        double x = person.x()[t];
        double y = person.y()[t];
        double[] trial = {1, x, y, x * x, x * y};
        Arrays.setAll(own, i -> own[i] + trial[i]);
      }
      for (int row = 0; row < 5; row++) {
        sums[row] += own[row];
        for (int column = 0; column < 5; column++) {
          products[row][column] += own[row] * own[column];
        }
      }
    }
    return new ClusteredSlope(
            people.size(),
            numbers(sums),
            Arrays.stream(products).map(ClusteredTest::numbers).toList())
        .slope();
  }

  private static List<BigDecimal> numbers(double[] values) {
    return Arrays.stream(values).mapToObj(BigDecimal::valueOf).toList();
  }
}
