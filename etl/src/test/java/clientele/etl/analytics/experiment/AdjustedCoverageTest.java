package clientele.etl.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.analytics.experiment.PostStratification.Stratum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.junit.jupiter.api.Test;

/** What adjusted and ratio intervals promise, counted over made-up experiments of known truth. */
class AdjustedCoverageTest {

  private static final int EXPERIMENTS = 1_000;
  private static final int MEMBERS = 400;

  /** A member: outcome, orders, outcome before, orders before. */
  private interface Draw {
    double[] of(Random random, boolean isTreated);
  }

  @Test
  void cuped_holds_the_truth_and_cuts_what_the_past_explains() {
    Draw draw =
        (random, isTreated) -> {
          double past = 10 + 3 * random.nextGaussian();
          return new double[] {past + 2.25 * random.nextGaussian() + (isTreated ? 1 : 0), past};
        };
    List<Double> cuts = new ArrayList<>();
    Function<List<Moments>, Cuped> cuped = arms -> Cuped.ofMeans(arms.get(0), arms.get(1));
    assertThat(coverage(draw, arms -> keep(cuts, cuped.apply(arms)).absolute(), 1))
        .isBetween(.925, .972);
    assertThat(coverage(draw, arms -> cuped.apply(arms).relative(), .1)).isBetween(.925, .972);
    // the past explains 9 of 9 + 5.06
    assertThat(cuts.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
        .isBetween(.62, .66);
  }

  @Test
  void a_ratio_holds_the_truth_with_and_without_its_past() {
    Draw draw =
        (random, isTreated) -> {
          double taste = 20 + 5 * random.nextGaussian();
          double orders = 1 + random.nextInt(4);
          double before = 1 + random.nextInt(4);
          return new double[] {
            orders * (taste + random.nextGaussian() + (isTreated ? 1 : 0)), orders,
            before * (taste + random.nextGaussian()), before
          };
        };
    List<Double> cuts = new ArrayList<>();
    assertThat(coverage(draw, arms -> Contrast.absolute(ratio(arms.get(0)), ratio(arms.get(1))), 1))
        .isBetween(.925, .972);
    assertThat(
            coverage(
                draw, arms -> keep(cuts, Cuped.ofRatios(arms.get(0), arms.get(1))).absolute(), 1))
        .isBetween(.925, .972);
    assertThat(cuts.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
        .isGreaterThan(.5);
  }

  @Test
  void strata_hold_the_truth_and_narrow_the_interval_where_they_differ() {
    Random random = new Random(3);
    int hits = 0;
    int narrower = 0;
    for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
      List<List<double[]>> control = List.of(new ArrayList<>(), new ArrayList<>());
      List<List<double[]>> treatment = List.of(new ArrayList<>(), new ArrayList<>());
      List<double[]> allControl = new ArrayList<>();
      List<double[]> allTreatment = new ArrayList<>();
      for (int member = 0; member < 2 * MEMBERS; member++) {
        int stratum = random.nextInt(100) < 30 ? 1 : 0;
        boolean isTreated = random.nextBoolean();
        double[] row = {5 * stratum + random.nextGaussian() + (isTreated ? .2 + .4 * stratum : 0)};
        (isTreated ? treatment : control).get(stratum).add(row);
        (isTreated ? allTreatment : allControl).add(row);
      }
      List<Stratum> strata =
          List.of(
              new Stratum(sample(control.get(0)), sample(treatment.get(0))),
              new Stratum(sample(control.get(1)), sample(treatment.get(1))));
      Contrast.Measured within = (Contrast.Measured) PostStratification.absolute(strata);
      Contrast.Measured plain =
          (Contrast.Measured) Contrast.absolute(sample(allControl), sample(allTreatment));
      hits += holds(within, .32) ? 1 : 0;
      narrower += within.standardError() < .6 * plain.standardError() ? 1 : 0;
    }
    assertThat(hits / (double) EXPERIMENTS).isBetween(.925, .972);
    assertThat(narrower).isEqualTo(EXPERIMENTS);
  }

  @Test
  void strata_without_two_members_of_each_arm_tell_nothing() {
    Stratum one = new Stratum(new Sample(10, 1, 1), new Sample(1, 2, Double.NaN));
    assertThat(PostStratification.absolute(List.of(one)))
        .isEqualTo(new Contrast.NotEstimable(Contrast.Obstacle.TOO_FEW));
    Stratum zero = new Stratum(new Sample(10, 0, 1), new Sample(10, 2, 1));
    assertThat(PostStratification.relative(List.of(zero)))
        .isEqualTo(new Contrast.NotEstimable(Contrast.Obstacle.ZERO_BASELINE));
  }

  private static Cuped keep(List<Double> cuts, Cuped cuped) {
    cuts.add(cuped.varianceCut());
    return cuped;
  }

  private static double coverage(
      Draw draw, Function<List<Moments>, Contrast> contrast, double truth) {
    Random random = new Random(1);
    int hits = 0;
    for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
      List<Moments> arms = List.of(moments(draw, random, false), moments(draw, random, true));
      hits += holds((Contrast.Measured) contrast.apply(arms), truth) ? 1 : 0;
    }
    return hits / (double) EXPERIMENTS;
  }

  private static boolean holds(Contrast.Measured contrast, double truth) {
    Verdict verdict = contrast.atFixedTime(Side.BOTH, .05);
    return verdict.low() <= truth && truth <= verdict.high();
  }

  private static Moments moments(Draw draw, Random random, boolean isTreated) {
    List<double[]> rows = new ArrayList<>();
    for (int member = 0; member < MEMBERS; member++) {
      rows.add(draw.of(random, isTreated));
    }
    return moments(rows);
  }

  private static Moments moments(List<double[]> rows) {
    RealMatrix matrix = MatrixUtils.createRealMatrix(rows.toArray(double[][]::new));
    double[] means = new double[matrix.getColumnDimension()];
    for (int column = 0; column < means.length; column++) {
      means[column] = Arrays.stream(matrix.getColumn(column)).average().orElseThrow();
    }
    return new Moments(
        rows.size(),
        MatrixUtils.createRealVector(means),
        new Covariance(matrix).getCovarianceMatrix());
  }

  private static Sample ratio(Moments moments) {
    return Sample.ofRatio(
        new Moments(
            moments.size(),
            moments.means().getSubVector(0, 2),
            moments.covariance().getSubMatrix(0, 1, 0, 1)));
  }

  private static Sample sample(List<double[]> rows) {
    double mean = rows.stream().mapToDouble(row -> row[0]).average().orElseThrow();
    double squares = rows.stream().mapToDouble(row -> (row[0] - mean) * (row[0] - mean)).sum();
    return new Sample(rows.size(), mean, squares / (rows.size() - 1));
  }
}
