package clientele.etl.analytics.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import clientele.etl.analytics.experiment.Contrast;
import clientele.etl.analytics.experiment.Sample;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MatchedPairsTest {

  /** Differences 2, 1 and 1; one of two others, with outcomes 1 and 0, stands beside two. */
  @Test
  void an_other_who_stands_beside_several_widens_the_error() {
    Sample others = Sample.ofSums(2, BigDecimal.ONE, BigDecimal.ONE);
    Contrast.Measured effect =
        (Contrast.Measured)
            new MatchedPairs(3, BigDecimal.valueOf(4), BigDecimal.valueOf(6), 2, others).effect();
    assertThat(effect.value()).isEqualTo(4 / 3.0, within(1e-12));
    // own arithmetic: (1/3 + 2 * 1/2 / 3) / 3
    assertThat(effect.standardError()).isEqualTo(Math.sqrt(2 / 9.0), within(1e-12));

    Contrast.Measured alone =
        (Contrast.Measured)
            new MatchedPairs(3, BigDecimal.valueOf(4), BigDecimal.valueOf(6), 0, others).effect();
    assertThat(alone.standardError()).isEqualTo(1 / 3.0, within(1e-12));
  }

  @Test
  void fewer_than_two_pairs_tell_nothing() {
    Sample others = new Sample(1, 3, Double.NaN);
    assertThat(new MatchedPairs(1, BigDecimal.ONE, BigDecimal.ONE, 0, others).effect())
        .isEqualTo(new Contrast.NotEstimable(Contrast.Obstacle.TOO_FEW));
  }

  @Test
  void imbalance_is_measured_in_standard_deviations_of_the_treated() {
    Sample treated = new Sample(10, 3, 4);
    assertThat(Imbalance.of(3, 2, treated)).isEqualTo(.5, within(1e-12));
    assertThat(Imbalance.of(3, 3, new Sample(10, 3, 0))).isZero();
    assertThat(Imbalance.of(3, 2, new Sample(10, 3, 0))).isInfinite();
  }
}
