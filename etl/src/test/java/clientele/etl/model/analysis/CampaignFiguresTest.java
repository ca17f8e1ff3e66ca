package clientele.etl.model.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.RunRequest;
import clientele.etl.Step;
import clientele.etl.Warehouse;
import clientele.etl.analytics.FigurePage;
import clientele.etl.analytics.FigureTables;
import clientele.etl.analytics.SharedData;
import clientele.etl.analytics.attribution.AttributionFigures;
import clientele.etl.analytics.experiment.ExperimentFigures;
import clientele.etl.analytics.experiment.HillstromFigures;
import clientele.etl.engine.PublishedReader;
import clientele.etl.extract.Examples;
import clientele.etl.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every published or independently computed figure of experiments, uplift and attribution, and
 * ours; a real e-mail test also from its file through a whole night to the published tables.
 */
class CampaignFiguresTest {

  private static final String HEAD =
      """
      # Campaigns: known figures and ours

      Experiment statistics are those that growthbook, spotify/confidence and scikit-uplift assert in
      their own tests; Hillstrom is a real e-mail test of 64,000 customers in three arms, computed
      with numpy, scipy, gbstats and scikit-uplift, once by our statistics and once more from the
      tables that a whole night publishes; attribution is over the paths of the R package
      ChannelAttribution, where Markov is the exact solution of the chain. Counts must be equal, all
      else within half a unit of the last digit known or 1e-6 of the effect, but where the table says
      why not. Where the peers answer p = 1 and an interval of 0 to 0 (no variance, fewer than two
      members, a baseline of zero), we give no number and say why. What was planted in made-up
      companies and found again: [campaign-planted](campaign-planted.md). How long attribution takes:
      [attribution-at-size](attribution-at-size.md). CampaignFiguresTest writes this page.
      """;

  private static final String TABLES =
      "rpt_campaign_effect,rpt_campaign_funnel,rpt_campaign_segment_effect,rpt_campaign_day,rpt_uplift_curve,rpt_attribution";

  @TempDir private static Path project;

  private static PublishedReader published;

  @BeforeAll
  static void night() throws IOException {
    Path file = SharedData.require("hillstrom.csv.gz");
    Examples.copy("hillstrom", project);
    Files.copy(file, project.resolve("data").resolve("hillstrom.csv.gz"));
    Settings settings = Settings.read(project, Map.of(), Map.of());
    try (Warehouse warehouse = Warehouse.open(settings, InstantSource.system())) {
      RunRequest request =
          new RunRequest(LocalDate.of(2008, 3, 31), "night", "nightly", false, Optional.of(TABLES));
      for (Step step : warehouse.steps(request)) {
        step.run(progress -> {});
      }
      published = PublishedReader.open(warehouse.publishedFile());
    }
  }

  @AfterAll
  static void close() {
    if (published != null) {
      published.close();
    }
  }

  @Test
  void every_known_figure_comes_out() {
    FigureTables figures = new FigureTables();
    ExperimentFigures.add(figures);
    HillstromFigures.add(figures);
    PublishedCampaign.add(figures, published);
    AttributionFigures.add(figures);

    assertThat(figures.size()).isGreaterThan(450);
    assertThat(figures.unmet()).isEmpty();
    FigurePage.require("campaign.md", HEAD + figures.tables());
  }

  @Test
  void the_last_day_is_the_whole_campaign() {
    assertThat(
            one(
                "select absolute_effect from rpt_campaign_day where arm like 'Mens%' order by day"
                    + " desc limit 1"))
        .isCloseTo(.769827156, Offset.offset(1e-9));
  }

  @Test
  void people_in_the_funnel_are_those_of_the_file() {
    assertThat(
            one(
                "select people from rpt_campaign_funnel where arm like 'Womens%' and stage ="
                    + " 'visited'"))
        .isEqualTo(3_238);
    assertThat(
            one(
                "select people from rpt_campaign_funnel where arm like 'No%' and stage ="
                    + " 'ordered'"))
        .isEqualTo(122);
  }

  @Test
  void margins_that_nobody_knows_are_no_zeros() {
    assertThat(
            published
                .show(
                    "select verdict, absolute_effect from rpt_campaign_effect where metric ="
                        + " 'margin' and arm like 'Mens%'",
                    2)
                .rows())
        .containsExactly(
            Arrays.asList("cannot be told: margin is not known of 389 of 42613 people", null));
  }

  @Test
  void attribution_shares_out_all_orders() {
    assertThat(
            one(
                "select sum(conversions) from rpt_attribution where model = 'markov' and place_kind"
                    + " = 'channel'"))
        .isEqualTo(64_578);
  }

  private static double one(String sql) {
    List<List<String>> rows = published.show(sql, 2).rows();
    assertThat(rows).as(sql).hasSize(1);
    return Double.parseDouble(rows.get(0).get(0));
  }
}
