package clientele.etl.analytics.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.analytics.SharedData;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkovPathsTest {

  /** The 10,000 paths of up to 89 touches of the R package ChannelAttribution. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void chains_of_every_order_keep_the_conversion_rate_of_the_paths(int order) throws IOException {
    MarkovPaths chain = new MarkovPaths(order);
    try (Stream<String> lines = SharedData.lines("channelattribution_pathdata.csv.gz")) {
      lines.skip(1).map(MarkovPathsTest::path).forEach(chain::add);
    }

    assertThat(chain.conversionRate().orElseThrow())
        .isCloseTo(19_785 / (19_785.0 + 68_602), Offset.offset(1e-12));
    Map<String, Double> effects = chain.removalEffects().orElseThrow();
    assertThat(MarkovPaths.shares(effects).values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(1, Offset.offset(1e-12));
    assertThat(effects.values()).allSatisfy(effect -> assertThat(effect).isBetween(0.0, 1.0));
  }

  /** Two places that send people to each other ten thousand times for each who leaves. */
  @Test
  void a_chain_that_hardly_ever_ends_is_solved_as_by_elimination() {
    MarkovPaths chain = new MarkovPaths(1);
    chain.add(new TouchPath(TouchPath.parse("a > b > ".repeat(5_000) + "c"), 1, 1, 0));
    chain.add(new TouchPath(TouchPath.parse("c"), 1, 1, 3));
    chain.add(new TouchPath(TouchPath.parse("a > c"), 0, 0, 2));
    RealMatrix steps = MatrixUtils.createRealIdentityMatrix(4);
    List<String> places = List.of("", "a", "b", "c");
    for (int from = 0; from < 4; from++) {
      for (int to = 1; to < 4; to++) {
        steps.addToEntry(from, to, -chain.transition(places.get(from), places.get(to)));
      }
    }
    double[] ends = {0, 0, 0, chain.conversion("c")};
    double eliminated =
        new LUDecomposition(steps)
            .getSolver()
            .solve(MatrixUtils.createRealVector(ends))
            .getEntry(0);

    assertThat(chain.conversionRate().orElseThrow()).isCloseTo(eliminated, Offset.offset(1e-11));
    Map<String, Double> effects = chain.removalEffects().orElseThrow();
    assertThat(effects.get("c")).isCloseTo(1, Offset.offset(1e-12));
    assertThat(effects.get("a")).isCloseTo(3 / 7.0, Offset.offset(1e-9));
  }

  @Test
  void a_chain_for_which_sweeps_take_too_long_is_solved_by_elimination_and_else_not_at_all() {
    String slow = "a > b > c > ".repeat(2_000) + "d";
    MarkovPaths swept = new MarkovPaths(2);
    MarkovPaths eliminated = new MarkovPaths(2, new MarkovPaths.Limits(100, 20));
    MarkovPaths neither = new MarkovPaths(2, new MarkovPaths.Limits(100, 3));
    for (MarkovPaths chain : List.of(swept, eliminated, neither)) {
      chain.add(new TouchPath(TouchPath.parse(slow), 1, 1, 2));
      chain.add(new TouchPath(TouchPath.parse("d > a"), 2, 1, 3));
      chain.add(new TouchPath(TouchPath.parse("b > d"), 0, 0, 2));
    }

    assertThat(eliminated.conversionRate().orElseThrow())
        .isCloseTo(swept.conversionRate().orElseThrow(), Offset.offset(1e-10));
    Map<String, Double> effects = eliminated.removalEffects().orElseThrow();
    assertThat(effects).containsOnlyKeys("a", "b", "c", "d");
    swept
        .removalEffects()
        .orElseThrow()
        .forEach(
            (place, effect) ->
                assertThat(effects.get(place)).isCloseTo(effect, Offset.offset(1e-9)));
    assertThat(neither.conversionRate()).isEmpty();
    assertThat(neither.removalEffects()).isEmpty();
  }

  @Test
  void nobody_is_no_rate() {
    assertThat(new MarkovPaths(2).conversionRate()).hasValue(0);
    assertThat(new MarkovPaths(2).removalEffects().orElseThrow()).isEmpty();
  }

  private static TouchPath path(String line) {
    String[] cells = line.replace("\"", "").split(",", -1);
    return new TouchPath(
        TouchPath.parse(cells[0]),
        Double.parseDouble(cells[1]),
        Double.parseDouble(cells[2]),
        Double.parseDouble(cells[3]));
  }
}
