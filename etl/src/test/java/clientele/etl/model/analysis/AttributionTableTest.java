package clientele.etl.model.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.analytics.attribution.MarkovPaths;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AttributionTableTest {

  private static final RunValues RUN =
      new RunValues(
          Map.of(
              "as_of",
              LocalDate.of(2026, 3, 31),
              "campaign_attribution_counts_direct",
              true,
              "campaign_attribution_markov_order",
              1,
              "campaign_attribution_half_life_days",
              7,
              "campaign_attribution_first_share",
              0.4,
              "campaign_attribution_last_share",
              0.4));

  @Test
  void aChainThatCannotBeSolvedHasNoRowsAndTheOtherModelsShareOutEverything() {
    Map<String, BigDecimal> solved = revenues(MarkovPaths.Limits.USUAL);
    Map<String, BigDecimal> unsolved = revenues(new MarkovPaths.Limits(1, 1));

    assertThat(solved).containsKey("markov").hasSize(7);
    assertThat(solved.values())
        .allMatch(revenue -> revenue.compareTo(new BigDecimal("35.01")) == 0);
    assertThat(unsolved).doesNotContainKey("markov").hasSize(6);
    assertThat(unsolved.values())
        .allMatch(revenue -> revenue.compareTo(new BigDecimal("35.01")) == 0);
  }

  /** Revenue of each model, that of orders without a contact too. */
  private static Map<String, BigDecimal> revenues(MarkovPaths.Limits limits) {
    AttributionTable table =
        AttributionTable.of("channel", List.of("email", "phone", "web"), RUN, limits);
    table.addOrder(
        new int[] {0, 1, 0, 1, 2}, new double[] {9, 8, 5, 3, 1}, new BigDecimal("10.01"));
    table.addOrder(new int[] {1, 0}, new double[] {2, 1}, new BigDecimal("20.00"));
    table.addOrder(new int[0], new double[0], new BigDecimal("5.00"));
    table.addNull(new int[] {0, 1, 0, 1, 0});
    return table.rows().stream()
        .collect(
            Collectors.groupingBy(
                AttributionTable.Row::model,
                Collectors.reducing(
                    BigDecimal.ZERO, AttributionTable.Row::revenue, BigDecimal::add)));
  }
}
