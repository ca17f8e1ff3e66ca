package clientele.etl.analytics.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.WeibullDistribution;
import org.junit.jupiter.api.Test;

class RhythmFitTest {

  @Test
  void parameters_planted_under_censoring_are_found_again() {
    Rhythm logNormal = best(LogNormalDistribution.of(3.7, .8));
    assertThat(logNormal.family()).isEqualTo(Rhythm.Family.LOG_NORMAL);
    assertThat(logNormal.first()).isEqualTo(3.7, within(.03));
    assertThat(logNormal.second()).isEqualTo(.8, within(.03));

    Rhythm weibull = best(WeibullDistribution.of(2.5, 60));
    assertThat(weibull.family()).isEqualTo(Rhythm.Family.WEIBULL);
    assertThat(weibull.first()).isEqualTo(2.5, within(.08));
    assertThat(weibull.second()).isEqualTo(60, within(1.0));

    Rhythm gamma = best(GammaDistribution.of(3, 20));
    assertThat(gamma.family()).isEqualTo(Rhythm.Family.GAMMA);
    assertThat(gamma.first()).isEqualTo(3, within(.12));
    assertThat(gamma.second()).isEqualTo(20, within(1.2));
  }

  @Test
  void leaving_out_those_who_wait_makes_the_rhythm_too_fast() {
    List<GapCount> all = planted(LogNormalDistribution.of(Math.log(100), .5));
    List<GapCount> naive =
        all.stream().map(gap -> new GapCount(gap.days(), gap.returned(), 0)).toList();

    assertThat(RhythmFit.best(all).orElseThrow().quantile(.5)).isEqualTo(100, within(5.0));
    assertThat(RhythmFit.best(naive).orElseThrow().quantile(.5)).isLessThan(80);
  }

  @Test
  void equal_gaps_give_a_narrow_rhythm_and_no_infinite_likelihood() {
    Rhythm rhythm = RhythmFit.best(List.of(new GapCount(30, 50, 0))).orElseThrow();

    assertThat(rhythm.quantile(.5)).isEqualTo(30, within(.5));
    assertThat(rhythm.logLikelihood()).isBetween(-1e-3, 0.0);
  }

  @Test
  void nobody_who_returned_is_no_rhythm() {
    assertThat(RhythmFit.best(List.of(new GapCount(30, 0, 50)))).isEmpty();
    assertThat(RhythmFit.best(List.of())).isEmpty();
  }

  @Test
  void the_chance_to_return_depends_on_how_long_one_has_waited() {
    Rhythm rhythm = new Rhythm(Rhythm.Family.WEIBULL, 3, 50, 0);

    // 1 - exp((20/50)^3 - (30/50)^3) and 1 - exp((50/50)^3 - (60/50)^3)
    assertThat(rhythm.returnsWithin(10, 20)).isEqualTo(0.1410117, within(1e-6));
    assertThat(rhythm.returnsWithin(10, 50)).isEqualTo(0.5171262, within(1e-6));
    assertThat(rhythm.returnsWithin(10, 1e6)).isEqualTo(1);
  }

  private static Rhythm best(ContinuousDistribution truth) {
    return RhythmFit.best(planted(truth)).orElseThrow();
  }

  /** Intervals of a known law, seen for 60 to 160 days. */
  private static List<GapCount> planted(ContinuousDistribution truth) {
    SplittableRandom random = new SplittableRandom(4);
    long[][] counts = new long[2][200];
    for (int gap = 0; gap < 10_000; gap++) {
      double length = truth.inverseCumulativeProbability(random.nextDouble());
      int seen = 60 + random.nextInt(100);
      int days = (int) Math.max(1, Math.round(length));
      counts[days <= seen ? 0 : 1][Math.min(days, seen)]++;
    }
    List<GapCount> list = new ArrayList<>();
    for (int days = 1; days < 200; days++) {
      if (counts[0][days] + counts[1][days] > 0) {
        list.add(new GapCount(days, counts[0][days], counts[1][days]));
      }
    }
    return list;
  }
}
