package clientele.etl.analytics.experiment;

import static clientele.etl.analytics.experiment.Hillstrom.CONTROL;
import static clientele.etl.analytics.experiment.Hillstrom.WOMENS;
import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.analytics.experiment.PostStratification.Stratum;
import java.io.IOException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** On a real test with a large draw, which leaves the arms alike in all that was known before. */
class PostStratificationTest {

  @Test
  void strata_of_a_large_draw_hardly_move_the_effect() throws IOException {
    List<Hillstrom> all = Hillstrom.read();
    List<Stratum> strata =
        all.stream()
            .map(Hillstrom::historySegment)
            .distinct()
            .sorted()
            .map(
                segment ->
                    stratum(
                        all.stream()
                            .filter(member -> member.historySegment().equals(segment))
                            .toList()))
            .toList();
    Stratum whole = stratum(all);
    Contrast.Measured within = measured(PostStratification.absolute(strata));
    Contrast.Measured plain = measured(Contrast.absolute(whole.control(), whole.treatment()));

    assertThat(within.value()).isCloseTo(plain.value(), Offset.offset(5e-4));
    assertThat(within.standardError())
        .isCloseTo(plain.standardError(), Percentage.withPercentage(2));
    assertThat(measured(PostStratification.relative(strata)).value())
        .isCloseTo(
            measured(Contrast.relative(whole.control(), whole.treatment())).value(),
            Offset.offset(3e-3));
  }

  private static Stratum stratum(List<Hillstrom> members) {
    return new Stratum(visits(members, CONTROL), visits(members, WOMENS));
  }

  private static Sample visits(List<Hillstrom> members, String arm) {
    List<Hillstrom> some = members.stream().filter(member -> member.arm().equals(arm)).toList();
    return Sample.ofCount(some.size(), some.stream().filter(Hillstrom::hasVisited).count());
  }

  private static Contrast.Measured measured(Contrast contrast) {
    assertThat(contrast).isInstanceOf(Contrast.Measured.class);
    return (Contrast.Measured) contrast;
  }
}
