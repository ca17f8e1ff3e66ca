package clientele.etl.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.engine.PublishedReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the campaigns page says first. */
class CampaignsPageTest {

  private static final List<String> FILLED =
      List.of("rpt_campaign_effect", "rpt_campaign_observational", "rpt_contact_answer");

  private static final String PUBLISHED =
      """
      insert into rpt_campaign_effect (as_of_date, campaign_id, campaign_name, arm, metric, verdict_kind,
        absolute_effect, q, people_treatment, people_control, incremental_total, cost)
      values
        ('2026-03-31', 'a', 'Autumn', 'letter', 'revenue', 'more', 2.5, 0.01, 1000, 900, 2500, 300),
        ('2026-03-31', 'b', 'Spring', 'letter', 'revenue', 'observational', null, null, 800, 0, null, 90);
      insert into rpt_campaign_observational (as_of_date, campaign_id, campaign_name, arm, metric, method, verdict_kind)
      values
        ('2026-03-31', 'b', 'Spring', 'letter', 'revenue', 'difference_in_differences', 'observed_less'),
        ('2026-03-31', 'b', 'Spring', 'letter', 'orders', 'matched', 'no_difference'),
        ('2026-03-31', 'b', 'Spring', 'letter', 'revenue', 'unadjusted', 'observed_more'),
        ('2026-03-31', 'b', 'Spring', 'letter', 'revenue', 'matched', 'not_comparable');
      insert into rpt_contact_answer (as_of_date, channel, metric, contacts_before, verdict_kind)
      values
        ('2026-03-31', 'email', 'opened', 0, 'observed_fall'),
        ('2026-03-31', 'email', 'opened', 1, 'observed_fall'),
        ('2026-03-31', 'email', 'complained', 0, 'observed_rise'),
        ('2026-03-31', 'phone', 'unsubscribed', 0, 'observed_fall'),
        ('2026-03-31', 'phone', 'answered', 0, 'no_change_found'),
        ('2026-03-31', 'letter', 'answered', 0, 'cannot_tell'),
        ('2026-03-31', '(all)', 'opened', 0, 'observed_fall'),
        ('2025-03-31', 'email', 'answered', 0, 'observed_fall');
      """;

  @TempDir private Path folder;

  @Test
  void aCampaignWithoutAControlGroupHasTheVerdictOfItsMatchedComparison() throws Exception {
    assertThat(columns(page(), "verdicts", "campaign_name", "verdict_kind"))
        .containsExactly(List.of("Spring", "not_comparable"), List.of("Autumn", "more"));
  }

  @Test
  void theMatchedComparisonStandsFirst() throws Exception {
    assertThat(columns(page(), "observational", "metric", "method"))
        .containsExactly(
            List.of("revenue", "matched"),
            List.of("revenue", "difference_in_differences"),
            List.of("revenue", "unadjusted"),
            List.of("orders", "matched"));
  }

  @Test
  void theSentenceAtTheTopTellsOfContactPressureInEachChannel() throws Exception {
    assertThat(page().answer())
        .startsWith("2 campaigns, 1 with a control group; in 1 of them")
        .endsWith(
            "only observed: of 4 kinds of answer by channel 2 get worse the more contacts came"
                + " before, 1 get better.");
  }

  private SitePage page() throws Exception {
    Path file = EmptyPublication.write(folder, FILLED, PUBLISHED);
    try (PublishedReader reader = PublishedReader.open(file)) {
      return SitePage.read("campaigns", reader, new Words("en", "EUR"), folder);
    }
  }

  private static List<List<String>> columns(
      SitePage page, String table, String first, String second) {
    return page.tables().stream()
        .filter(one -> one.id().equals(table))
        .flatMap(
            one -> {
              int left = one.rows().columns().indexOf(first);
              int right = one.rows().columns().indexOf(second);
              return one.rows().rows().stream().map(row -> List.of(row.get(left), row.get(right)));
            })
        .toList();
  }
}
