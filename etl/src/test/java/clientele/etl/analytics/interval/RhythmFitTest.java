package clientele.etl.analytics.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.WeibullDistribution;
import org.junit.jupiter.api.Test;

class RhythmFitTest {

  @Test
  void parameters_planted_under_censoring_are_found_again() {
    Rhythm logNormal = best(LogNormalDistribution.of(3.4, .5)).rhythm();
    assertThat(logNormal.family()).isEqualTo(Rhythm.Family.LOG_NORMAL);
    assertThat(logNormal.first()).isEqualTo(3.4, within(.02));
    assertThat(logNormal.second()).isEqualTo(.5, within(.02));

    Rhythm weibull = best(WeibullDistribution.of(2.5, 60)).rhythm();
    assertThat(weibull.family()).isEqualTo(Rhythm.Family.WEIBULL);
    assertThat(weibull.first()).isEqualTo(2.5, within(.08));
    assertThat(weibull.second()).isEqualTo(60, within(1.0));

    Rhythm gamma = best(GammaDistribution.of(3, 15)).rhythm();
    assertThat(gamma.family()).isEqualTo(Rhythm.Family.GAMMA);
    assertThat(gamma.first()).isEqualTo(3, within(.15));
    assertThat(gamma.second()).isEqualTo(15, within(1.0));
  }

  @Test
  void the_shares_who_ever_return_are_told_from_those_who_are_late() {
    SplittableRandom random = new SplittableRandom(9);
    ContinuousDistribution truth = LogNormalDistribution.of(Math.log(30), .4);
    List<GapCount> first = new ArrayList<>();
    List<GapCount> later = new ArrayList<>();
    for (int buyer = 0; buyer < 6_000; buyer++) {
      GapCount again = planted(truth, 1, .6, random).get(0);
      GapCount last = planted(truth, 1, .9, random).get(0);
      if (again.returned() == 1 && last.returned() == 1) {
        first.add(new GapCount(again.days(), 1, 0, .5));
        later.add(new GapCount(last.days(), 1, 0, .5));
      } else {
        first.add(again);
        later.addAll(again.returned() == 1 ? List.of(last) : List.of());
      }
    }
    ReturnGaps gaps = ReturnGaps.together(List.of(new ReturnGaps(first, later)));
    RhythmFit.Fitted fit = RhythmFit.best(gaps).orElseThrow();

    assertThat(fit.rhythm().shareAfterFirst()).isEqualTo(.6, within(.025));
    assertThat(fit.rhythm().shareAfterLater()).isEqualTo(.9, within(.025));
    assertThat(fit.logMedian()).isEqualTo(Math.log(30), within(.02));
  }

  @Test
  void the_interval_of_the_median_covers_the_truth_as_often_as_it_says() {
    SplittableRandom random = new SplittableRandom(3);
    ContinuousDistribution truth = LogNormalDistribution.of(Math.log(40), .5);
    int covered = 0;
    double errors = 0;
    for (int trial = 0; trial < 200; trial++) {
      RhythmFit.Fitted fit =
          RhythmFit.best(new ReturnGaps(planted(truth, 200, .7, random), List.of())).orElseThrow();
      double error = fit.logMedianError().orElseThrow();
      errors += error;
      covered += Math.abs(fit.logMedian() - Math.log(40)) <= 1.96 * error ? 1 : 0;
    }

    // 190 of 200 on average; the family is chosen too, which costs a little.
    assertThat(covered).isBetween(178, 199);
    assertThat(errors / 200).isBetween(.03, .07);
  }

  @Test
  void leaving_out_those_who_wait_makes_the_rhythm_too_fast() {
    List<GapCount> all =
        planted(LogNormalDistribution.of(Math.log(100), .5), 10_000, 1, new SplittableRandom(4));
    List<GapCount> naive =
        all.stream().map(gap -> new GapCount(gap.days(), gap.returned(), 0)).toList();

    assertThat(median(all)).isEqualTo(100, within(5.0));
    assertThat(median(naive)).isLessThan(93);
  }

  @Test
  void equal_gaps_give_a_narrow_rhythm_and_no_infinite_likelihood() {
    Rhythm rhythm = RhythmFit.best(once(new GapCount(30, 50, 0))).orElseThrow().rhythm();

    assertThat(rhythm.quantile(.5)).isEqualTo(30, within(.5));
    assertThat(rhythm.logLikelihood()).isBetween(-1e-3, 0.0);
    assertThat(rhythm.shareAfterFirst()).isEqualTo(1);
  }

  @Test
  void nobody_who_returned_is_no_rhythm() {
    assertThat(RhythmFit.best(once(new GapCount(30, 0, 50)))).isEmpty();
    assertThat(RhythmFit.best(new ReturnGaps(List.of(), List.of()))).isEmpty();
    assertThat(
            RhythmFit.located(
                new Rhythm(Rhythm.Family.GAMMA, 2, 10, .5, .5, 0), once(new GapCount(9, 0, 1))))
        .isEmpty();
  }

  @Test
  void few_returns_move_a_known_form_to_their_own_length() {
    Rhythm form = new Rhythm(Rhythm.Family.LOG_NORMAL, Math.log(30), .4, .5, .8, 0);
    RhythmFit.Fitted fit =
        RhythmFit.located(form, once(new GapCount(60, 4, 0), new GapCount(300, 0, 6)))
            .orElseThrow();

    assertThat(fit.rhythm().quantile(.5)).isEqualTo(60, within(.1));
    assertThat(fit.rhythm().second()).isEqualTo(.4);
    // sigma over the root of the number of gaps
    assertThat(fit.logMedianError().orElseThrow()).isEqualTo(.2, within(.002));
  }

  @Test
  void the_chance_to_return_depends_on_how_long_one_has_waited_and_on_who_ever_returns() {
    Rhythm rhythm = new Rhythm(Rhythm.Family.WEIBULL, 3, 50, .5, 1, 0);

    // 1 - exp((20/50)^3 - (30/50)^3) and 1 - exp((50/50)^3 - (60/50)^3)
    assertThat(rhythm.returnsWithin(10, 20, 1)).isEqualTo(0.1410117, within(1e-6));
    assertThat(rhythm.returnsWithin(10, 50, 1)).isEqualTo(0.5171262, within(1e-6));
    assertThat(rhythm.returnsWithin(10, 1e6, 1)).isEqualTo(1);
    // .5 (exp(-.064) - exp(-.216)) / (.5 + .5 exp(-.064)), and .5 exp(-1) / (.5 + .5 exp(-1))
    assertThat(rhythm.returnsWithin(10, 20, .5)).isEqualTo(0.0682506, within(1e-6));
    assertThat(rhythm.returnsEver(50, .5)).isEqualTo(0.2689414, within(1e-6));
    assertThat(rhythm.returnsEver(0, .5)).isEqualTo(.5);
  }

  @Test
  void a_longer_or_wider_rhythm_keeps_its_family_and_its_median() {
    for (Rhythm.Family family : Rhythm.Family.values()) {
      Rhythm rhythm = new Rhythm(family, 2, 1.5, .5, 1, 0);
      assertThat(rhythm.times(3).quantile(.3))
          .isEqualTo(3 * rhythm.quantile(.3), within(1e-9 * rhythm.quantile(.3)));
      assertThat(rhythm.spread(.5).quantile(.5))
          .isEqualTo(rhythm.quantile(.5), within(1e-6 * rhythm.quantile(.5)));
      assertThat(rhythm.spread(.5).quantile(.9)).isLessThan(rhythm.quantile(.9));
    }
  }

  private static RhythmFit.Fitted best(ContinuousDistribution truth) {
    return RhythmFit.best(
            new ReturnGaps(planted(truth, 10_000, 1, new SplittableRandom(4)), List.of()))
        .orElseThrow();
  }

  private static double median(List<GapCount> gaps) {
    return RhythmFit.best(new ReturnGaps(gaps, List.of())).orElseThrow().rhythm().quantile(.5);
  }

  private static ReturnGaps once(GapCount... gaps) {
    return new ReturnGaps(List.of(gaps), List.of());
  }

  /** Intervals of a known law, seen for 60 to 200 days; the others never return. */
  private static List<GapCount> planted(
      ContinuousDistribution truth, int gaps, double share, SplittableRandom random) {
    long[][] counts = new long[2][240];
    for (int gap = 0; gap < gaps; gap++) {
      double length =
          random.nextDouble() < share
              ? truth.inverseCumulativeProbability(random.nextDouble())
              : Double.POSITIVE_INFINITY;
      int seen = 60 + random.nextInt(140);
      int days = (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(length)));
      counts[days <= seen ? 0 : 1][Math.min(days, seen)]++;
    }
    List<GapCount> list = new ArrayList<>();
    for (int days = 1; days < 240; days++) {
      if (counts[0][days] + counts[1][days] > 0) {
        list.add(new GapCount(days, counts[0][days], counts[1][days]));
      }
    }
    return list;
  }

  @Test
  void the_mean_logarithm_is_that_of_the_law() {
    for (Rhythm rhythm :
        List.of(
            new Rhythm(Rhythm.Family.LOG_NORMAL, 3.2, .4, .6, .8, 0),
            new Rhythm(Rhythm.Family.WEIBULL, 1.7, 40, .6, .8, 0),
            new Rhythm(Rhythm.Family.GAMMA, 2.3, 15, .6, .8, 0))) {
      int steps = 100_000;
      double mean =
          IntStream.range(0, steps)
              .mapToDouble(i -> Math.log(rhythm.quantile((i + .5) / steps)))
              .average()
              .orElseThrow();

      assertThat(rhythm.meanLog()).as("%s", rhythm.family()).isEqualTo(mean, within(1e-3));
    }
  }
}
