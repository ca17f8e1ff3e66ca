package clientele.etl.analytics.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import clientele.etl.analytics.interval.Shrinkage.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ShrinkageTest {

  @Test
  void members_that_agree_within_their_errors_become_one() {
    Shrinkage shrinkage =
        new Shrinkage(
            List.of(
                new Estimate("tea", 1, 1), new Estimate("tea", 2, 1), new Estimate("tea", 3, 2)));

    // weights 1, 1 and a quarter: 3.75 / 2.25
    assertThat(shrinkage.shrunk(new Estimate("tea", 1, 1)).value())
        .isEqualTo(5.0 / 3, within(1e-12));
  }

  @Test
  void the_moments_of_a_textbook_case() {
    // Equal errors of 1: Q = 50, scale 2, so the variance between is (50 - 2) / 2 = 24.
    Shrinkage shrinkage =
        new Shrinkage(
            List.of(
                new Estimate("tea", 0, 1), new Estimate("tea", 5, 1), new Estimate("tea", 10, 1)));
    Estimate shrunk = shrinkage.shrunk(new Estimate("tea", 10, 1));

    // The prior's variance is 24 and the mean's own 25 / 3; the own share 97 / 100.
    assertThat(shrunk.value()).isEqualTo(5 + 5 * 97.0 / 100, within(1e-12));
    assertThat(shrunk.error()).isEqualTo(Math.sqrt(.97), within(1e-12));
  }

  @Test
  void an_unknown_group_is_like_all() {
    Shrinkage shrinkage =
        new Shrinkage(List.of(new Estimate("tea", 1, .1), new Estimate("coffee", 3, .1)));

    assertThat(shrinkage.ofGroup("bread").value()).isEqualTo(2, within(1e-9));
  }

  @Test
  void shrunk_estimates_are_nearer_to_the_truth_than_the_raw_ones() {
    RandomGenerator random = new SplittableRandom(12);
    List<Estimate> estimates = new ArrayList<>();
    List<Double> truths = new ArrayList<>();
    for (int group = 0; group < 30; group++) {
      double center = 3 + .4 * random.nextGaussian();
      for (int member = 0; member < 8; member++) {
        double truth = center + .2 * random.nextGaussian();
        double error = .1 + .5 * random.nextDouble();
        truths.add(truth);
        estimates.add(new Estimate("group " + group, truth + error * random.nextGaussian(), error));
      }
    }
    Shrinkage shrinkage = new Shrinkage(estimates);
    double raw = 0;
    double shrunk = 0;
    double covered = 0;
    for (int i = 0; i < estimates.size(); i++) {
      Estimate better = shrinkage.shrunk(estimates.get(i));
      raw += Math.pow(estimates.get(i).value() - truths.get(i), 2);
      shrunk += Math.pow(better.value() - truths.get(i), 2);
      covered += Math.abs(better.value() - truths.get(i)) < 1.96 * better.error() ? 1 : 0;
    }

    assertThat(shrunk).isLessThan(raw / 2);
    assertThat(covered / estimates.size()).isBetween(.9, .99);
  }
}
