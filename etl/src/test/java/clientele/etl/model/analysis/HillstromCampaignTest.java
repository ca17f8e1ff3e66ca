package clientele.etl.model.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.RunRequest;
import clientele.etl.Step;
import clientele.etl.Warehouse;
import clientele.etl.analytics.Figures;
import clientele.etl.analytics.SharedData;
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
 * A real e-mail test from its file through a whole night to the published tables; expected figures
 * as in HillstromFiguresTest.
 */
class HillstromCampaignTest {

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
  void effects() {
    Figures figures = new Figures("Hillstrom, published: effects");
    expect(
        figures,
        "Mens",
        "visit",
        "0.0765895637 0.0699533033 0.083225824 0.721404617 0.638413754 0.804395479 0.585044 0.857765 9.13419504e-05 0.0764111475");
    expect(
        figures,
        "Mens",
        "conversion",
        "0.00680500652 0.0050001131 0.00860989993 1.18842188 0.7215273 1.65531645 0.421281 1.955563 1.10448503e-05 0.00678343286");
    expect(
        figures,
        "Mens",
        "revenue",
        "0.769827156 0.485139733 1.05451458 1.17928877 0.544284761 1.81429278 0.135932 2.222645 0.00122289652 0.767438499");
    expect(
        figures,
        "Womens",
        "visit",
        "0.0452331066 0.0388936422 0.051572571 0.42605507 0.354398737 0.497711404 0.308309 0.543801 8.35343934e-05 0.0450949424");
    expect(
        figures,
        "Womens",
        "conversion",
        "0.00311105751 0.00149863012 0.0047234849 0.543313044 0.193230331 0.893395757 -0.031944 1.118570 8.71695969e-06 0.00309663983");
    expect(
        figures,
        "Womens",
        "revenue",
        "0.424412216 0.16895679 0.679867642 0.650151864 0.149112461 1.15119127 -0.173157 1.473460 0.00103465129 0.422700923");
    figures
        .rounded("sample ratio: p", "0.90369296", effect("Mens", "visit", "sample_ratio_p"))
        .rounded("men: orders", "144.994", effect("Mens", "conversion", "incremental_total"))
        .rounded("men: revenue", "16402.71", effect("Mens", "revenue", "incremental_total"))
        .rounded("women: orders", "66.536", effect("Womens", "conversion", "incremental_total"))
        .rounded("women: revenue", "9076.90", effect("Womens", "revenue", "incremental_total"))
        .within(0, "men: attributed orders", 267, effect("Mens", "conversion", "attributed_total"))
        .within(
            1e-9,
            "men: attributed revenue",
            30_311.69,
            effect("Mens", "revenue", "attributed_total"))
        .rounded(
            "men: orders overstated by", "0.84", effect("Mens", "conversion", "overstated_share"))
        .rounded(
            "men: revenue overstated by", "0.85", effect("Mens", "revenue", "overstated_share"))
        .rounded(
            "women, conversion: always-valid p",
            "0.0868248",
            effect("Womens", "conversion", "anytime_relative_p"))
        .rounded(
            "value of an order, control",
            "114.002705",
            effect("Mens", "order_value", "mean_control"))
        .rounded(
            "value of an order, men", "-0.475776", effect("Mens", "order_value", "absolute_effect"))
        .rounded(
            "value of an order, men: low",
            "-23.0667",
            effect("Mens", "order_value", "absolute_low"))
        .rounded(
            "value of an order, men: high",
            "22.1152",
            effect("Mens", "order_value", "absolute_high"))
        .rounded(
            "value of an order, women",
            "7.892057",
            effect("Womens", "order_value", "absolute_effect"))
        .rounded("value of an order, women: p", "0.512", effect("Womens", "order_value", "p"))
        .judge();
  }

  @Test
  void segments() {
    new Figures("Hillstrom, published: women's e-mail, visits, by segment")
        .rounded(
            "never bought women's",
            "0.011078",
            segment("category", "Womens", "not bought", "absolute_effect"))
        .rounded(
            "bought women's",
            "0.073115",
            segment("category", "Womens", "bought", "absolute_effect"))
        .rounded(
            "women's: Q",
            "94.2133",
            segment("category", "Womens", "bought", "interaction_statistic"))
        .rounded("women's: p", "2.8e-22", segment("category", "Womens", "bought", "interaction_p"))
        .rounded(
            "men's: Q", "64.4239", segment("category", "Mens", "bought", "interaction_statistic"))
        .rounded(
            "newbie: Q", "2.5424", segment("tenure", "", "under a year", "interaction_statistic"))
        .rounded(
            "channel: Q",
            "0.0599",
            segment("acquisition_channel", "", "Web", "interaction_statistic"))
        .rounded("zip: Q", "3.6309", segment("region", "", "Rural", "interaction_statistic"))
        .judge();
  }

  @Test
  void the_last_day_is_the_whole_campaign() {
    assertThat(
            one(
                "select absolute_effect from rpt_campaign_day where arm like 'Mens%' order by day desc limit 1"))
        .isCloseTo(.769827156, Offset.offset(1e-9));
  }

  @Test
  void people_in_the_funnel_are_those_of_the_file() {
    assertThat(
            one(
                "select people from rpt_campaign_funnel where arm like 'Womens%' and stage = 'visited'"))
        .isEqualTo(3_238);
    assertThat(
            one(
                "select people from rpt_campaign_funnel where arm like 'No%' and stage = 'ordered'"))
        .isEqualTo(122);
  }

  @Test
  void margins_that_nobody_knows_are_no_zeros() {
    assertThat(
            published
                .show(
                    "select verdict, absolute_effect from rpt_campaign_effect where metric = 'margin' and arm like 'Mens%'",
                    2)
                .rows())
        .containsExactly(
            Arrays.asList("cannot be told: margin is not known of 389 of 42613 people", null));
  }

  @Test
  void attribution_shares_out_all_orders() {
    assertThat(
            one(
                "select sum(conversions) from rpt_attribution where model = 'markov' and place_kind = 'channel'"))
        .isEqualTo(64_578);
  }

  private static void expect(Figures figures, String arm, String metric, String expected) {
    List<String> columns =
        List.of(
            "absolute_effect",
            "absolute_low",
            "absolute_high",
            "relative_effect",
            "relative_low",
            "relative_high",
            "anytime_relative_low",
            "anytime_relative_high",
            "cuped_theta",
            "cuped_effect");
    String[] figure = expected.split(" ");
    for (int column = 0; column < figure.length; column++) {
      double value = Double.parseDouble(figure[column]);
      figures.within(
          Math.max(1e-6 * Math.abs(value), columns.get(column).startsWith("anytime") ? 5.1e-7 : 0),
          arm + ", " + metric + ": " + columns.get(column),
          value,
          effect(arm, metric, columns.get(column)));
    }
  }

  private static double effect(String arm, String metric, String column) {
    return one(
        "select %s from rpt_campaign_effect where arm = '%s E-Mail' and metric = '%s'"
            .formatted(column, arm, metric));
  }

  private static double segment(String dimension, String about, String segment, String column) {
    return one(
        "select %s from rpt_campaign_segment_effect where arm = 'Womens E-Mail' and metric = 'visit' and dimension = '%s' and about = '%s' and segment = '%s'"
            .formatted(column, dimension, about, segment));
  }

  private static double one(String sql) {
    List<List<String>> rows = published.show(sql, 2).rows();
    assertThat(rows).as(sql).hasSize(1);
    return Double.parseDouble(rows.get(0).get(0));
  }
}
